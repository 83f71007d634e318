package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.action.ActionNodes;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.state.ViewState.Past;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/** What the portrait was before: every step of it, or what was kept of it under a name. */
public final class PastPanel extends View<VBox> {
  private final ViewState views;
  private final Node history;
  private final Node variants;
  private final Segments<Past> choice;
  private final HBox heading = new HBox(2);
  private List<Button> ofHistory = List.of();
  private List<Button> ofVariants = List.of();

  @Inject
  PastPanel(ViewState views, HistoryPanel history, VariantPanel variants) {
    super(new VBox());
    this.views = views;
    this.history = history.node();
    this.variants = variants.node();
    choice =
        new Segments<>(
            "past",
            List.of(Past.values()),
            past ->
                past == Past.HISTORY
                    ? Texts.of("panel.pastPanel.history")
                    : Texts.of("panel.pastPanel.variants"),
            views.pastProperty()::set);
    choice.setMinWidth(144);
    node().setId("past-panel");
    node().getStyleClass().addAll("side-section", "grow");
    VBox.setVgrow(node(), Priority.ALWAYS);
    VBox.setVgrow(this.history, Priority.ALWAYS);
    VBox.setVgrow(this.variants, Priority.ALWAYS);
    HBox.setHgrow(choice, Priority.ALWAYS); // scaled, its names need more than at 100 %
    heading.setAlignment(Pos.CENTER_LEFT);
    heading.getStyleClass().add("past-heading");
  }

  /** Puts the panel together with the actions of its buttons. */
  public void build(StudioAction undo, StudioAction redo, StudioAction compare, StudioAction keep) {
    ofHistory = List.of(ActionNodes.icon(undo), ActionNodes.icon(redo));
    ofVariants = List.of(ActionNodes.icon(compare), ActionNodes.icon(keep));
  }

  @Override
  protected void onAttach() {
    onChange(views.pastProperty(), this::show);
  }

  private void show() {
    Past past = views.pastProperty().get();
    choice.show(past);
    heading.getChildren().setAll(choice);
    heading.getChildren().addAll(past == Past.HISTORY ? ofHistory : ofVariants);
    node().getChildren().setAll(heading, past == Past.HISTORY ? history : variants);
  }
}
