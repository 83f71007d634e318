package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;

/** {@code --into-photo} and {@code --blend}: the edited face back in the photo of its project. */
final class IntoPhotoOptions {
  @Option(
      names = "--into-photo",
      description =
          "Put the edited face of a project back into its photo, and write the whole photo at its"
              + " own size: .jpg or .png, with its EXIF data, in sRGB.")
  private boolean wanted;

  @Option(
      names = "--blend",
      paramLabel = "NAME=VALUE",
      description =
          "With --into-photo, how: for instance mode=replace, strength=0.8 or feather=0.3;"
              + " repeatable. 'studio blend photo-blend --help' lists the names. Default: as the"
              + " project has it.")
  private List<String> settings = List.of();

  @Option(
      names = "--onto",
      paramLabel = "PHOTO",
      description =
          "With --into-photo, put the face into this photo and not into the project's own: the same"
              + " photo, in which another face was edited before.")
  private Path onto;

  boolean isWanted() {
    return wanted;
  }

  /** What can be said before anything is opened. */
  void check() throws InputException {
    if (!wanted && !settings.isEmpty()) {
      throw new InputException("--blend tells how --into-photo works: give that, too.");
    }
    if (!wanted && onto != null) {
      throw new InputException("--onto tells what --into-photo works on: give that, too.");
    }
  }

  /**
   * Blends and writes.
   *
   * @param project where the document is from, for people
   */
  void run(
      CliContext context, StudioEngine engine, Path project, PortraitDocument document, Path file)
      throws Exception {
    Offered<Tool> blender = blender(engine);
    new PhotoOutput(context, file, Optional.ofNullable(onto))
        .blend(engine, blender, values(blender, document), project, document);
  }

  private static Offered<Tool> blender(StudioEngine engine) throws InputException {
    return engine.tools(ToolKind.PHOTO_BLENDER).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "No running plugin puts faces back into photos: see 'studio plugins'."));
  }

  private ParameterValues values(Offered<Tool> blender, PortraitDocument document)
      throws InputException {
    ParameterValues values = blender.schema().defaults();
    for (ToolStep run : document.runs()) {
      if (run.toolId().equals(blender.id())) {
        values = run.values().read(blender.schema());
      }
    }
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new InputException("--blend takes NAME=VALUE, not '" + setting + "'.");
      }
      try {
        String name = setting.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        values = values.withText(name, setting.substring(equals + 1).strip());
      } catch (ParameterException e) {
        throw new InputException("--blend " + setting + ": " + e.keyed(), e);
      }
    }
    return values;
  }
}
