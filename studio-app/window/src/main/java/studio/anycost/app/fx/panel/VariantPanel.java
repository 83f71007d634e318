package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.fx.command.VariantCommands;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ThumbnailState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/** Variants of the edit that somebody kept; a click goes to one. */
public final class VariantPanel extends View<VBox> {
  private static final double LEAST_HEIGHT = 150;
  private static final double WIDEST_NAME = 110;

  /** So many of those deleted are shown: more would push the others away. */
  private static final int MOST_DELETED = 4;

  private final DocumentState documents;
  private final ThumbnailState thumbnails;
  private final ThumbnailImages images;
  private final VariantCommands commands;
  private final FlowPane cards = new FlowPane(6, 8);
  private final ScrollPane room = new ScrollPane(cards);
  private final Label hint = new Label(Texts.of("panel.variantPanel.keepThePortraitAs"));
  private final FlowPane deleted = new FlowPane(6, 6);
  private List<NamedVariant> shown = List.of();

  @Inject
  VariantPanel(
      DocumentState documents,
      ThumbnailState thumbnails,
      ThumbnailImages images,
      VariantCommands commands) {
    super(new VBox());
    this.documents = documents;
    this.thumbnails = thumbnails;
    this.images = images;
    this.commands = commands;
    node().setId("variant-panel");
    cards.setId("variant-cards");
    room.getStyleClass().addAll("variant-room", "edge-to-edge");
    room.setFitToWidth(true);
    room.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    room.setFocusTraversable(false);
    room.setMinHeight(LEAST_HEIGHT);
    room.managedProperty().bind(room.visibleProperty());
    VBox.setVgrow(room, Priority.ALWAYS);
    hint.setId("variant-hint");
    hint.getStyleClass().add("muted");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.managedProperty().bind(hint.visibleProperty());
    deleted.setId("variant-deleted");
    deleted.setMinHeight(Region.USE_PREF_SIZE);
    deleted.managedProperty().bind(deleted.visibleProperty());
    node().setSpacing(6);
    node().getChildren().addAll(hint, room, deleted);
  }

  @Override
  protected void onAttach() {
    onChange(documents.variantsProperty(), this::rebuild);
    onChange(commands.deleted(), this::showDeleted);
    onChange(documents.documentProperty(), this::update);
    onChange(thumbnails.versionProperty(), this::update);
  }

  private void rebuild() {
    List<NamedVariant> all = documents.variantsProperty().get().all();
    if (!all.equals(shown)) {
      shown = all;
      List<VariantCard> next = new ArrayList<>();
      for (NamedVariant variant : all) {
        next.add(new VariantCard(next.size(), variant, actions(variant)));
      }
      cards.getChildren().setAll(next);
    }
    room.setVisible(!all.isEmpty());
    hint.setVisible(all.isEmpty());
    update();
  }

  /** A way back that no notice has to stay for. */
  private void showDeleted() {
    List<Node> nodes = new ArrayList<>();
    Label label = new Label(Texts.of("panel.variantPanel.deleted"));
    label.getStyleClass().add("muted");
    nodes.add(label);
    commands.deleted().stream()
        .limit(MOST_DELETED)
        .forEach(entry -> nodes.add(deleted(nodes.size() - 1, entry)));
    deleted.getChildren().setAll(nodes);
    deleted.setVisible(nodes.size() > 1);
  }

  private Button deleted(int index, VariantCommands.Deleted entry) {
    Button button = new Button(entry.variant().name(), Icons.of(Signs.UNDO));
    button.setId("variant-deleted-" + index);
    button.getStyleClass().addAll("flat", "small");
    button.setMnemonicParsing(false);
    button.setMaxWidth(WIDEST_NAME);
    String tip = Texts.of("panel.variantPanel.putTheVariantBack", entry.variant().name());
    button.setAccessibleText(tip);
    Tips.set(button, tip);
    button.setOnAction(event -> commands.putBack(entry));
    return button;
  }

  private VariantCard.Actions actions(NamedVariant variant) {
    return new VariantCard.Actions() {
      @Override
      public void switchTo() {
        commands.switchTo(variant);
      }

      @Override
      public void rename(String name) {
        commands.rename(variant, name);
      }

      @Override
      public void pin(boolean pinned) {
        commands.pin(variant, pinned);
      }

      @Override
      public void replace() {
        commands.replace(variant);
      }

      @Override
      public void delete() {
        commands.delete(variant);
      }
    };
  }

  private void update() {
    cards.getChildren().forEach(node -> update((VariantCard) node));
  }

  private void update(VariantCard card) {
    card.show(
        images.of(card.variant().document()), card.variant().document().equals(documents.get()));
  }
}
