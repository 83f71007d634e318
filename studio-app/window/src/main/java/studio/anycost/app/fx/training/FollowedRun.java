package studio.anycost.app.fx.training;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.training.RunFollower;
import studio.anycost.app.training.RunGrid;
import studio.anycost.app.training.RunSnapshot;

/** The run that is followed, as it was at the last look. JavaFX thread only. */
public final class FollowedRun implements AutoCloseable {
  private final QuietWork quiet;
  private final ReadOnlyObjectWrapper<Optional<Seen>> seen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<RunFollower> follower = Optional.empty();
  private boolean looking;

  /**
   * What there was.
   *
   * @param folder of the run
   * @param snapshot what it had written; empty if it cannot be read
   * @param problem why it cannot be read, a sentence
   * @param pictures of its newest sheets, those that can be shown
   */
  public record Seen(
      Path folder, Optional<RunSnapshot> snapshot, Optional<String> problem, List<Sheet> pictures) {
    public Seen {
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * A sheet of pictures.
   *
   * @param grid where it comes from
   * @param image as large as a screen at most
   */
  public record Sheet(RunGrid grid, Image image) {}

  @Inject
  public FollowedRun(QuietWork quiet, ViewState views) {
    this.quiet = quiet;
    views.followedProperty().addListener((observable, old, now) -> now.ifPresent(this::follow));
  }

  /** What the last look saw; empty before the first. */
  public ReadOnlyObjectProperty<Optional<Seen>> seenProperty() {
    return seen.getReadOnlyProperty();
  }

  private void follow(Path folder) {
    follower = Optional.of(new RunFollower(folder, Clock.systemUTC()));
    looking = false;
    seen.set(Optional.of(new Seen(folder, Optional.empty(), Optional.empty(), List.of())));
    look();
  }

  /** Looks again, unless the last look is not over. */
  public void look() {
    if (looking || follower.isEmpty()) {
      return;
    }
    looking = true;
    RunFollower asked = follower.get();
    Path folder = seen.get().orElseThrow().folder();
    Map<RunGrid, Image> known = new HashMap<>();
    seen.get().get().pictures().forEach(sheet -> known.put(sheet.grid(), sheet.image()));
    quiet.run(
        Texts.of("training.followedRun.lookingAtATraining"),
        () -> seen(asked, folder, known),
        now -> {
          // What was asked of another run meanwhile counts no more.
          if (follower.filter(asked::equals).isPresent()) {
            looking = false;
            seen.set(Optional.of(now));
          }
        });
  }

  /** Looks no more. */
  @Override
  public void close() {
    follower = Optional.empty();
  }

  private static Seen seen(RunFollower follower, Path folder, Map<RunGrid, Image> known) {
    RunSnapshot snapshot;
    try {
      snapshot = follower.look();
    } catch (IOException | RuntimeException e) {
      String reason =
          e.getMessage() == null ? Texts.of("training.followedRun.theRunCannotBe") : e.getMessage();
      return new Seen(folder, Optional.empty(), Optional.of(reason), List.of());
    }
    List<Sheet> sheets =
        snapshot.grids().stream()
            .flatMap(
                grid ->
                    Optional.ofNullable(known.get(grid))
                        .or(() -> SheetImages.read(grid.file()))
                        .map(image -> new Sheet(grid, image))
                        .stream())
            .toList();
    return new Seen(folder, Optional.of(snapshot), Optional.empty(), sheets);
  }
}
