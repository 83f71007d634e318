package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.animation.Animation;
import studio.anycost.app.animation.AnimationRender;
import studio.anycost.app.animation.Easing;
import studio.anycost.app.animation.FrameDocuments;
import studio.anycost.app.animation.Through;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.PluginWatch;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.movie.MovieFile;
import studio.anycost.app.movie.MovieSettings;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.task.JobInfo;

/** {@code studio animate}. */
@Command(
    name = "animate",
    description = "Render a film: faces that turn into each other, edits that move.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio animate --from 7 --to 12 -o morph.mp4",
      "  studio animate --from 7 --to 12 --to 31 --loop --frames 240 -o faces.mp4",
      "  studio animate --from 7 --set Smiling=-1..1 --resolution 256 -o smile.gif",
      "  studio animate --from w.npy --psi 0..1 -o 'psi-%%04d.png'",
      "",
      "Ctrl+C ends the film with the frames that there are, unless one of that name is there; once"
          + " more drops it."
    })
final class AnimateCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private KeyFrameOptions keyFrames;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description =
          "Pictures altogether. Default: " + Animation.DEFAULT_FRAMES + " from face to face.")
  private Integer frames;

  @Option(
      names = "--fps",
      paramLabel = "N",
      description = "Pictures a second. Default: ${DEFAULT-VALUE}.")
  private int framesPerSecond = MovieSettings.DEFAULT_FRAMES_PER_SECOND;

  @Option(
      names = "--loop",
      description =
          "Go back to the first face at the end, so that the film can be played round and round; a"
              + " .gif is.")
  private boolean loop;

  @Option(
      names = "--through",
      paramLabel = "w|z",
      description =
          "The way between two faces: straight between their style codes (w, the default), or"
              + " round the sphere of the input latents of drawn faces (z).")
  private String through = Through.W.word();

  @Option(
      names = "--ease",
      paramLabel = "linear|smooth",
      description = "The same speed all the way (the default), or a rest at every face.")
  private String easing = Easing.LINEAR.word();

  @Mixin private SizeOptions size;

  @Option(names = "--force", description = "Replace the pictures of a sequence that are there.")
  private boolean force;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description =
          "What to write: .mp4, .gif, a pattern of PNG files such as frame-%%04d.png, or a folder"
              + " for those (OUT.png-sequence is made if it is not there).")
  private Path output;

  AnimateCommand(CliContext context) {
    this.context = context;
  }

  /** What was made, and how long that took. */
  private record Made(int frames, Duration time) {}

  /** A film of the same name is there, and only a part of this one. */
  private static final class OlderFilmException extends IOException {
    private static final long serialVersionUID = 1L;

    OlderFilmException(String sentence) {
      super(sentence);
    }
  }

  @Override
  public Integer call() throws Exception {
    try {
      return film();
    } catch (OlderFilmException e) {
      context.err().println(e.getMessage());
      context.err().flush();
      return ExitCodes.CANCELLED;
    }
  }

  private int film() throws Exception {
    MovieSettings settings =
        InputException.checking(() -> new MovieSettings(framesPerSecond, loop));
    MovieFile file = InputException.checking(() -> MovieFile.of(output));
    if (!file.isSequence()) {
      OutputOption.checkFolder(output);
    }
    new CallFiles().readsModel(bundle.path()).reads(keyFrames.files()).writes(output).check();
    try (StudioEngine engine = context.openEngine(bundle.path());
        PluginWatch watch = new PluginWatch(engine)) {
      SubGenerator subGenerator = size.subGenerator(engine.description().channels());
      context.warnIfUntrained(engine.generator().bundle(), subGenerator);
      InputException.checking(
          () -> {
            file.check(settings, subGenerator.resolution(), force);
            return file;
          });
      Animation animation = animation(engine);
      boolean replaces = !file.isSequence() && Files.exists(output);
      PortraitNotes notes = new PortraitNotes(engine.description().name(), engine.edits());
      Made made =
          new CliJobs(context)
              .run(
                  JobInfo.stoppable("Animate"),
                  (TaskContext<Void> running) -> {
                    long start = System.nanoTime();
                    FrameDocuments documents = frames(animation, engine, running);
                    int[] count = new int[1];
                    file.write(
                        settings,
                        Optional.of(notes.ofFilm(animation.keys())),
                        sink -> {
                          count[0] =
                              new AnimationRender(engine.lentGenerator(), documents, subGenerator)
                                  .run(sink, running);
                          watch.requireNoFailure();
                          // Late, but before an older film is replaced.
                          running.cancellation().throwIfCancelled();
                          if (replaces && count[0] < animation.frames()) {
                            throw new OlderFilmException(
                                String.format(
                                    Locale.ROOT,
                                    "Stopped: %s stays the film that it was; %d of %d frames were"
                                        + " made, and another name would keep them.",
                                    output,
                                    count[0],
                                    animation.frames()));
                          }
                        });
                    return new Made(count[0], Duration.ofNanos(System.nanoTime() - start));
                  });
      context.out().println(summary(made, subGenerator.resolution()));
      if (made.frames() < animation.frames()) {
        context
            .err()
            .println(
                String.format(
                    Locale.ROOT,
                    "Stopped: %s holds %d of %d frames.",
                    output,
                    made.frames(),
                    animation.frames()));
        return ExitCodes.CANCELLED;
      }
    }
    return ExitCodes.DONE;
  }

  private Animation animation(StudioEngine engine) throws InputException {
    List<PortraitDocument> keys = keyFrames.keys(engine);
    int segments = loop ? keys.size() : keys.size() - 1;
    int count = frames == null ? segments * Animation.DEFAULT_FRAMES : frames;
    Easing speed = choice("--ease", easing, Easing.values(), Easing::word);
    Through way = choice("--through", through, Through.values(), Through::word);
    return InputException.checking(() -> new Animation(keys, count, loop, speed, way));
  }

  private static <T> T choice(String option, String text, T[] all, Function<T, String> word)
      throws InputException {
    for (T one : all) {
      if (word.apply(one).equalsIgnoreCase(text)) {
        return one;
      }
    }
    throw new InputException(
        option
            + " takes "
            + Arrays.stream(all).map(word).collect(Collectors.joining(" or "))
            + ", not '"
            + text
            + "'.");
  }

  private static FrameDocuments frames(
      Animation animation, StudioEngine engine, TaskContext<?> running)
      throws IOException, InputException {
    try {
      return FrameDocuments.of(
          animation, engine.lentGenerator(), engine.edits(), running.cancellation());
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static String summary(Made made, int side) {
    double seconds = made.time().toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "%d frames of %d px in %.1f s: %.1f frames/s",
        made.frames(),
        side,
        seconds,
        made.frames() / seconds);
  }
}
