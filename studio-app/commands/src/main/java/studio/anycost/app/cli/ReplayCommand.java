package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.engine.PluginWatch;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.task.JobInfo;

/** {@code studio replay}. */
@Command(
    name = "replay",
    description = {
      "Make the portrait of a project again: run its tools with the same values, then its edits.",
      "With --photo the same is done with another photo."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio replay portrait.anycost -o again.png",
      "  studio replay portrait.anycost --photo other.jpg -o other.anycost"
    })
final class ReplayCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;

  @Parameters(paramLabel = "FILE.anycost", description = "The project.")
  private Path file;

  @Option(names = "--photo", paramLabel = "PHOTO", description = "Take this photo instead.")
  private Path photo;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.(anycost|png|jpg|npy)",
      description = "The file to write.")
  private Path output;

  @Option(
      names = "--force",
      description = "Replace a project that is there and is not the one that is read.")
  private boolean force;

  ReplayCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    OutputOption.check(output, ".anycost", ".png", ".jpg", ".jpeg", ".npy");
    OutputOption.requireNew(output, file, force);
    new CallFiles().readsModel(bundle.path()).reads(photo).writes(output).check();
    Project project = project();
    try (StudioEngine engine = context.openEngine(bundle.path());
        PluginWatch watch = new PluginWatch(engine)) {
      PortraitDocument start = project.document();
      Optional<RgbImage> pixels = Optional.empty();
      if (photo != null) {
        Photo given = photo();
        start = start.withSource(PhotoSource.of(given));
        pixels = Optional.of(given.pixels());
      } else if (start.source().isPresent()) {
        pixels = Optional.of(new PhotoReader().decode(start.source().get().file()).pixels());
      }
      Replayed replayed = replay(engine, start, pixels);
      PortraitDocument document = replayed.document();
      if (output.toString().endsWith("." + ProjectFile.EXTENSION)) {
        ProjectFile.write(output, new Project(document, engine.description().name()));
      } else {
        ImageTensor image =
            engine.render(document, engine.description().channels().full(), CancellationToken.NONE);
        watch.requireNoFailure();
        new NotedPicture(engine).write(output, image, document);
      }
      if (replayed.stopped()) {
        context.err().println("Stopped: " + output + " holds the best so far.");
        context.err().flush();
        return ExitCodes.CANCELLED;
      }
    }
    return ExitCodes.DONE;
  }

  /**
   * What came out.
   *
   * @param stopped whether it was ended before its time
   */
  private record Replayed(PortraitDocument document, boolean stopped) {}

  private Replayed replay(StudioEngine engine, PortraitDocument start, Optional<RgbImage> pixels)
      throws Exception {
    return new CliJobs(context)
        .<ToolResult, Replayed>run(
            JobInfo.stoppable("Replay"),
            running ->
                new Replayed(engine.replay(start, pixels, running), running.stopRequested()));
  }

  private Project project() throws InputException {
    try {
      return ProjectFile.read(file);
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  private Photo photo() throws InputException {
    try {
      return new PhotoReader().read(photo);
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }
}
