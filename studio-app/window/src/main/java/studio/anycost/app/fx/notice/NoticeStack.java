package studio.anycost.app.fx.notice;

import jakarta.inject.Inject;
import java.util.IdentityHashMap;
import java.util.Map;
import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Motions;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/** Small cards in a corner of the window; all but failures and questions leave by themselves. */
public final class NoticeStack extends View<VBox> {
  private static final Duration STAY = Duration.seconds(5);
  private static final Duration FADE = Duration.millis(160);

  private final Notices notices;
  private final Map<Notice, Node> cards = new IdentityHashMap<>();

  @Inject
  public NoticeStack(Notices notices) {
    super(new VBox());
    this.notices = notices;
    node().setId("notices");
    node().getStyleClass().add("notice-stack");
    node().setPickOnBounds(false);
    node().setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    node().setAlignment(Pos.BOTTOM_LEFT);
  }

  @Override
  protected void onAttach() {
    ListChangeListener<Notice> listener =
        change -> {
          while (change.next()) {
            change.getRemoved().forEach(this::remove);
            change.getAddedSubList().forEach(this::add);
          }
        };
    notices.shown().forEach(this::add);
    notices.shown().addListener(listener);
    whileAttached(
        () -> {
          notices.shown().removeListener(listener);
          cards.clear();
          node().getChildren().clear();
        });
  }

  private void add(Notice notice) {
    Node card = card(notice);
    cards.put(notice, card);
    node().getChildren().add(card);
    if (Motions.allowedOn(node())) {
      FadeTransition fade = new FadeTransition(FADE, card);
      fade.setFromValue(0);
      fade.setToValue(1);
      fade.play();
    }
    if (notice.kind().leaves()) {
      PauseTransition stay = new PauseTransition(STAY);
      stay.setOnFinished(
          event -> {
            // A notice that is being read stays.
            if (card.isHover()) {
              stay.playFromStart();
            } else {
              notices.dismiss(notice);
            }
          });
      stay.play();
    }
  }

  private void remove(Notice notice) {
    Node card = cards.remove(notice);
    if (card != null) {
      node().getChildren().remove(card);
    }
  }

  private Node card(Notice notice) {
    String kind = notice.kind().name().toLowerCase(java.util.Locale.ROOT);
    Node icon =
        Icons.of(
            switch (notice.kind()) {
              case INFO -> Signs.TOLD;
              case SUCCESS -> Signs.DONE;
              case QUESTION -> Signs.ASKED;
              case FAILURE -> Signs.FAILED;
            });
    Label title = new Label(notice.title());
    title.getStyleClass().add("notice-title");
    title.setWrapText(true);
    VBox words = new VBox(2, title);
    if (!notice.text().isBlank()) {
      Label text = new Label(notice.text());
      text.getStyleClass().add("notice-text");
      text.setWrapText(true);
      words.getChildren().add(text);
    }
    if (!notice.actions().isEmpty()) {
      HBox buttons = new HBox(6);
      notice.actions().forEach(action -> buttons.getChildren().add(button(notice, action)));
      words.getChildren().add(buttons);
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    Button close = Icons.iconOnly(new Button(), Signs.CLOSE);
    close.getStyleClass().add("notice-close");
    close.setAccessibleText(Texts.of("notice.noticeStack.closeThisNotice"));
    close.setOnAction(event -> notices.dismiss(notice));
    HBox card = new HBox(icon, words, close);
    card.getStyleClass().addAll("notice", kind);
    card.setId("notice-" + kind);
    return card;
  }

  private Button button(Notice notice, Notice.Action action) {
    Button button = new Button(action.label());
    button.getStyleClass().addAll("small", "notice-action");
    button.setOnAction(
        event -> {
          notices.dismiss(notice);
          action.run().run();
        });
    return button;
  }
}
