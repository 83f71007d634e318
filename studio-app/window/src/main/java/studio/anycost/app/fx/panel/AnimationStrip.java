package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.animation.FrameDocuments;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.action.ActionNodes;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Pulses;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.SliderDrags;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;

/** The key frames of an animation with what plays them. */
public final class AnimationStrip extends View<VBox> {
  private static final double NANOS = 1e9;

  /** A frame that takes longer holds the film: it would jump when the frame comes. */
  private static final long LATE = 250_000_000;

  private final AnimationState animation;
  private final StudioBackend backend;
  private final QuietWork work;
  private final HBox cards = new HBox();
  private final ScrollPane scroll = new ScrollPane();
  private final Label hint = new Label();
  private final Button play = new Button();
  private final Button back = new Button(Texts.of("panel.animationStrip.backToThePortrait"));
  private final Slider slider = new Slider(0, 1, 0);
  private final Label time = new Label();
  private final Map<PortraitDocument, Image> thumbnails = new IdentityHashMap<>();
  private final Player player = new Player();
  private boolean following;

  @Inject
  public AnimationStrip(AnimationState animation, StudioBackend backend, QuietWork work) {
    super(new VBox());
    this.animation = animation;
    this.backend = backend;
    this.work = work;
    node().setId("animation-strip");
    node().getStyleClass().add("animation-strip");
  }

  /** Puts the strip together with the actions of its buttons. */
  public void build(StudioAction add, StudioAction export) {
    Label title = new Label(Texts.of("panel.animationStrip.animation"));
    title.getStyleClass().add("section-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    Icons.iconOnly(play, Signs.PLAY);
    play.setId("animation-play");
    play.setOnAction(event -> animation.playingProperty().set(!animation.playingProperty().get()));
    slider.setId("animation-slider");
    slider.getStyleClass().add("animation-slider");
    slider.setAccessibleText(Texts.of("panel.animationStrip.frameOfTheAnimation"));
    slider.setBlockIncrement(1);
    slider.setMinWidth(80);
    SliderDrags.endAtPointer(slider);
    HBox.setHgrow(slider, Priority.ALWAYS);
    slider.valueProperty().addListener((observable, old, now) -> scrub());
    slider.valueChangingProperty().addListener((observable, old, now) -> scrubbed(now));
    time.setId("animation-time");
    time.getStyleClass().add("muted");
    time.setMinWidth(72);
    Button exporting = ActionNodes.labelled(export);
    exporting.setText(Texts.of("panel.animationStrip.export"));
    exporting.setMinWidth(Region.USE_PREF_SIZE);
    HBox player =
        row(
            title,
            play,
            slider,
            time,
            choice(
                "animation-seconds",
                Texts.of("panel.animationStrip.timeFromFaceTo"),
                AnimationState.SECONDS,
                AnimationStrip::seconds,
                animation.secondsProperty()),
            choice(
                "animation-rate",
                Texts.of("panel.animationStrip.framesASecond"),
                AnimationState.RATES,
                rate -> Texts.of("panel.animationStrip.fps", rate),
                animation.rateProperty()),
            check(
                "animation-smooth",
                Texts.of("panel.animationStrip.restAtFaces"),
                animation.smoothProperty()),
            check(
                "animation-loop", Texts.of("panel.animationStrip.loop"), animation.loopProperty()),
            exporting);

    cards.setId("animation-keys");
    cards.getStyleClass().add("animation-keys");
    cards.setAlignment(Pos.CENTER_LEFT);
    Button adding = ActionNodes.labelled(add);
    adding.setText(Texts.of("panel.animationStrip.addFace"));
    adding.setMinWidth(Region.USE_PREF_SIZE);
    hint.setId("animation-hint");
    hint.getStyleClass().add("muted");
    scroll.setContent(row(cards, adding, hint));
    scroll.getStyleClass().addAll("animation-scroll", "edge-to-edge");
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    back.setId("animation-back");
    back.setMinWidth(Region.USE_PREF_SIZE);
    back.managedProperty().bind(back.visibleProperty());
    back.setOnAction(event -> animation.end());
    Tips.set(back, Texts.of("panel.animationStrip.showThePortraitThat"));
    node().getChildren().setAll(player, row(scroll, back));
  }

  private static HBox row(Node... nodes) {
    HBox row = new HBox(nodes);
    row.getStyleClass().add("animation-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static <T> Node choice(
      String id,
      String name,
      List<T> options,
      Function<T, String> text,
      ObjectProperty<T> property) {
    ChoiceBox<T> box = new ChoiceBox<>();
    box.setId(id);
    box.getItems().setAll(options);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T option) {
            return option == null ? "" : text.apply(option);
          }

          @Override
          public T fromString(String string) {
            throw new UnsupportedOperationException("Nobody types here.");
          }
        });
    box.valueProperty().bindBidirectional(property);
    box.setAccessibleText(name);
    Tips.set(box, name);
    box.setMinWidth(Region.USE_PREF_SIZE);
    return box;
  }

  private static Node check(String id, String label, BooleanProperty property) {
    CheckBox box = new CheckBox(label);
    box.setId(id);
    box.selectedProperty().bindBidirectional(property);
    box.setMinWidth(Region.USE_PREF_SIZE);
    return box;
  }

  private static String seconds(double value) {
    return Texts.of("panel.animationStrip.apart", value);
  }

  @Override
  protected void onAttach() {
    ListChangeListener<PortraitDocument> changed = change -> showKeys();
    animation.keys().addListener(changed);
    whileAttached(() -> animation.keys().removeListener(changed));
    showKeys();
    onChange(animation.framesProperty(), this::showFrames);
    onChange(animation.frameProperty(), this::showFrame);
    onChange(animation.playingProperty(), this::showPlaying);
    onChange(animation.showingProperty(), () -> back.setVisible(animation.showingProperty().get()));
    whileAttached(player::stop);
    // Without the strip nobody knows why another face is on the screen.
    whileAttached(animation::end);
  }

  private void showKeys() {
    thumbnails.keySet().retainAll(identities());
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < animation.keys().size(); i++) {
      nodes.add(card(i, animation.keys().get(i)));
    }
    int count = animation.keys().size();
    boolean more = count > cards.getChildren().size();
    cards.getChildren().setAll(nodes);
    cards.setManaged(count > 0);
    if (more) {
      // After the new one has its place.
      Pulses.afterNext(node().getScene(), () -> scroll.setHvalue(scroll.getHmax()));
    }
    hint.setText(
        count == 0
            ? Texts.of("panel.animationStrip.theFaceOnThe")
            : count == 1 ? Texts.of("panel.animationStrip.oneMoreFaceAnd") : "");
    hint.setVisible(count < 2);
  }

  private Set<PortraitDocument> identities() {
    Set<PortraitDocument> present = Collections.newSetFromMap(new IdentityHashMap<>());
    present.addAll(animation.keys());
    return present;
  }

  private Node card(int index, PortraitDocument key) {
    KeyFrameCard card = new KeyFrameCard(index, animation.keys().size());
    card.button().setOnAction(event -> animation.show(animation.frameOfKey(index), false));
    card.button()
        .setOnKeyPressed(
            event -> {
              if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
                animation.keys().remove(index);
                event.consume();
              } else if (event.isAltDown() && event.getCode() == KeyCode.LEFT) {
                animation.move(index, -1);
                event.consume();
              } else if (event.isAltDown() && event.getCode() == KeyCode.RIGHT) {
                animation.move(index, 1);
                event.consume();
              }
            });
    card.onMove(by -> animation.move(index, by));
    card.onRemove(() -> animation.keys().remove(index));
    Image known = thumbnails.get(key);
    if (known != null) {
      card.show(known);
    } else {
      work.run(
          Texts.of("panel.animationStrip.theThumbnailOfA"),
          () -> backend.renderThumbnail(key),
          (RgbImage picture) -> {
            Image image = FxImages.of(ScreenPicture.of(picture, picture.width()));
            thumbnails.put(key, image);
            card.show(image);
          });
    }
    return card;
  }

  private void showFrames() {
    Optional<FrameDocuments> frames = animation.framesProperty().get();
    boolean none = frames.isEmpty();
    play.setDisable(none);
    slider.setDisable(none);
    follow(
        () -> {
          slider.setMax(frames.map(now -> now.animation().frames() - 1).orElse(1));
          slider.setValue(animation.frameProperty().get());
        });
    showTime();
  }

  private void showFrame() {
    follow(() -> slider.setValue(animation.frameProperty().get()));
    showTime();
  }

  private void showTime() {
    double rate = animation.rateProperty().get();
    int count = animation.framesProperty().get().map(now -> now.animation().frames()).orElse(0);
    time.setText(
        count == 0
            ? ""
            : String.format(
                Texts.locale(),
                "%.1f / %.1f s",
                animation.frameProperty().get() / rate,
                count / rate));
  }

  /** What the program shows is not what a hand does. */
  private void follow(Runnable change) {
    following = true;
    change.run();
    following = false;
  }

  private void scrub() {
    if (!following) {
      animation.playingProperty().set(false);
      animation.show((int) Math.round(slider.getValue()), slider.isValueChanging());
    }
  }

  private void scrubbed(boolean changing) {
    if (!changing && animation.showingProperty().get()) {
      animation.show((int) Math.round(slider.getValue()), false);
    }
  }

  private void showPlaying() {
    boolean playing = animation.playingProperty().get();
    play.setGraphic(Icons.of(playing ? Signs.PAUSE : Signs.PLAY));
    play.setAccessibleText(
        playing ? Texts.of("panel.animationStrip.pause") : Texts.of("panel.animationStrip.play"));
    Tips.set(
        play,
        playing
            ? Texts.of("panel.animationStrip.pause")
            : Texts.of("panel.animationStrip.playAtTheQuality"));
    if (playing) {
      player.begin();
    } else {
      player.stop();
      if (animation.showingProperty().get()) {
        animation.show(animation.frameProperty().get(), false);
      }
    }
  }

  /**
   * Shows the frame whose time has come, whatever was skipped. Its clock begins when the first
   * frame is on the screen, and stands while the machine is too busy to show any.
   */
  private final class Player extends AnimationTimer {
    private int first;
    private boolean begun;
    private long last;
    private long newest;
    private long seen;
    private long played;

    void begin() {
      int count = animation.framesProperty().get().map(now -> now.animation().frames()).orElse(1);
      first = animation.frameProperty().get() >= count - 1 ? 0 : animation.frameProperty().get();
      begun = false;
      animation.show(first, true);
      start();
    }

    /** Whether time passes for the film until this pulse. */
    private boolean ticks(long now) {
      boolean awaited = animation.isAwaited();
      if (!awaited || animation.arrived() != newest) {
        newest = animation.arrived();
        seen = now;
      }
      if (!begun) {
        begun = !awaited;
        seen = now;
        played = 0;
        return false;
      }
      return now - seen < LATE;
    }

    @Override
    public void handle(long now) {
      if (animation.framesProperty().get().isEmpty()) {
        return;
      }
      if (ticks(now)) {
        played += now - last;
      }
      last = now;
      int count = animation.framesProperty().get().get().animation().frames();
      long next = first + Math.round(played / NANOS * animation.rateProperty().get());
      boolean over = next >= count && !animation.loopProperty().get();
      int frame = over ? count - 1 : (int) (next % count);
      if (frame != animation.frameProperty().get() || !animation.showingProperty().get()) {
        animation.show(frame, true);
      }
      if (over) {
        animation.playingProperty().set(false);
      }
    }
  }
}
