package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.PresetFile;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.ParameterAddress;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preset.FittingRecipe;

/** Which edits: {@code --set NAME=VALUE} and {@code --recipe FILE}. */
final class EditOptions {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Set a parameter of an edit, for instance Smiling=1; repeatable. 'studio plugins' lists"
              + " the names; capitals do not matter, and edit.name tells two of one name apart.")
  private List<String> settings = List.of();

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Apply the edits of a project (*.anycost) or of a preset (*.anycostpreset); --set changes"
              + " them. Without --seed and --style the face of a project is taken, too.")
  private Path recipe;

  /**
   * Takes a project that was named without an option.
   *
   * @param named null if none was
   */
  void take(Path named) throws InputException {
    if (named != null && recipe != null) {
      throw new InputException("Name the project once: alone or with --recipe.");
    }
    recipe = named == null ? recipe : named;
  }

  /** Where the project is; null if none was named. */
  Path file() {
    return recipe;
  }

  /** The project that was named; empty also if it is a preset, which has no face. */
  Optional<Project> project() throws InputException {
    if (recipe == null || PresetFile.isNamed(recipe)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ProjectFile.read(recipe));
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  private Optional<Preset> preset() throws InputException {
    if (recipe == null || !PresetFile.isNamed(recipe)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PresetFile.read(recipe));
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  /**
   * The document with the preset, if one was named, and with all settings; the last of one name
   * wins.
   *
   * @param context is told what of the preset is left out
   * @throws InputException with a sentence if all of it is, or a setting is not taken
   */
  PortraitDocument apply(PortraitDocument document, StudioEngine engine, CliContext context)
      throws InputException {
    Optional<Preset> preset = preset();
    if (preset.isEmpty()) {
      return with(document, settings, engine);
    }
    FittingRecipe fitting = FittingRecipe.of(preset.get().recipe(), engine.edits());
    Optional<String> leftOut = fitting.leftOut(preset.get().name());
    if (leftOut.isPresent() && fitting.isNothing()) {
      throw new InputException(leftOut.get() + nothingIsLeft(fitting));
    }
    leftOut.ifPresent(
        sentence -> {
          context.err().println(sentence);
          context.err().flush();
        });
    Recipe applied = fitting.over(document.recipe(), engine.edits(), Map.of());
    return with(document.withRecipe(applied), settings, engine);
  }

  /** What another model would help against is that something is not known. */
  private static String nothingIsLeft(FittingRecipe fitting) {
    return fitting.unknown().isEmpty()
        ? " Nothing is left of it."
        : " Nothing is left of it: take a preset that was kept with this model, or open the model"
            + " that it was kept with (--bundle).";
  }

  /**
   * A document with settings as {@code --set} takes them; the last of one name wins.
   *
   * @throws InputException with a sentence if one is not taken
   */
  static PortraitDocument with(
      PortraitDocument document, List<String> settings, StudioEngine engine) throws InputException {
    PortraitDocument result = document;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new InputException("--set takes NAME=VALUE, not '" + setting + "'.");
      }
      ParameterAddress address =
          InputException.checking(() -> engine.parameters().require(setting.substring(0, equals)));
      result = result.withStep(step(result, address, setting.substring(equals + 1)));
    }
    List<String> problems = engine.problems(result);
    if (!problems.isEmpty()) {
      throw new InputException(problems.get(0));
    }
    return result;
  }

  private static EditStep step(PortraitDocument document, ParameterAddress address, String value)
      throws InputException {
    String edit = address.contribution().id();
    EditStep step = document.recipe().step(edit).orElseGet(() -> EditStep.written(edit, Map.of()));
    try {
      return step.with(address.parameter().key(), canonical(address.parameter(), value));
    } catch (ParameterException e) {
      throw new InputException(e.keyed(), e);
    }
  }

  private static <T> String canonical(Parameter<T> parameter, String text)
      throws ParameterException {
    return parameter.format(parameter.parse(text));
  }

  /** Whose face it is and what was set, for a caption. */
  String caption(PortraitDocument document) {
    BaseStyle base = document.base();
    String name =
        base instanceof BaseStyle.Seed seed
            ? "seed " + seed.seed()
            : Path.of(((BaseStyle.Given) base).source()).getFileName().toString();
    String truncation = base.psi() == 1 ? "" : ", psi " + base.psi();
    return name + truncation + (settings.isEmpty() ? "" : ", " + caption());
  }

  /** What was set, for a caption; empty if nothing was. */
  String caption() {
    return String.join(", ", settings).replace("=", " ");
  }
}
