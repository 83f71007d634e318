package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.engine.ParameterAddress;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.series.LatentFile;
import studio.anycost.app.series.SeedRanges;

/** The key frames of an animation: {@code --from}, {@code --to}, {@code --set}, {@code --psi}. */
final class KeyFrameOptions {
  /** What {@link SeedRanges} may take; everything else is a file. */
  private static final Pattern SEEDS = Pattern.compile("[-+0-9, ]+");

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FACE",
      description =
          "The first face: a seed, the style code in a file (W.npy), or a project (FILE.anycost)"
              + " with its edits. Several seeds (1,5,9 or 0-5) or styles of one file are faces one"
              + " after the other.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "FACE",
      description = "The face after that; repeatable. Without one the first face stays.")
  private List<String> to = List.of();

  @Option(
      names = "--seeds-of",
      paramLabel = "studio|numpy",
      description = "Whose random numbers seeds stand for. Default: studio.")
  private String seedsOf;

  @Option(
      names = "--set",
      paramLabel = "NAME=A..B",
      description =
          "Move a parameter of an edit from A at the beginning to B at the end, or set it"
              + " (NAME=VALUE); repeatable. 'studio plugins' lists the names.")
  private List<String> settings = List.of();

  @Option(
      names = "--psi",
      paramLabel = "A..B",
      description =
          "Move the truncation, or set it (P), -2 to 2. Default: that of each face by itself, "
              + BaseStyle.DRAWN_PSI
              + " for a drawn one, 1 for a style code.")
  private String psi;

  @Option(
      names = "--noise",
      paramLabel = "fixed|none|SEED",
      description =
          "Noise of the layers in all frames: the maps of the model (fixed), none, or drawn from a"
              + " number. Default: fixed, or that of the first project.")
  private String noise;

  /** A setting that was understood. */
  private record Setting(ParameterAddress address, Optional<MovingValue> number, String text) {
    boolean moves() {
      return number.map(MovingValue::moves).orElse(false);
    }

    PortraitDocument apply(PortraitDocument document, double share) throws InputException {
      String edit = address.contribution().id();
      EditStep step =
          document.recipe().step(edit).orElseGet(() -> EditStep.written(edit, Map.of()));
      try {
        return document.withStep(step.with(address.parameter().key(), value(share)));
      } catch (ParameterException e) {
        throw new InputException(e.keyed(), e);
      }
    }

    private String value(double share) throws ParameterException {
      if (number.isEmpty()) {
        return canonical(address.parameter(), text);
      }
      NumberParameter parameter = (NumberParameter) address.parameter();
      double value = number.get().at(share);
      boolean end = share == 0 || share == 1;
      return parameter.format(
          parameter.check(parameter.isWhole() && !end ? Math.rint(value) : value));
    }

    private static <T> String canonical(Parameter<T> parameter, String text)
        throws ParameterException {
      return parameter.format(parameter.parse(text));
    }
  }

  /**
   * The key frames, at least two.
   *
   * @throws InputException also if nothing would move
   */
  List<PortraitDocument> keys(StudioEngine engine) throws InputException {
    List<Setting> understood = understood(engine);
    Optional<MovingValue> truncation = truncation();
    List<PortraitDocument> faces = new ArrayList<>(faces(from, engine));
    for (String name : to) {
      faces.addAll(faces(name, engine));
    }
    if (faces.size() == 1) {
      if (understood.stream().noneMatch(Setting::moves)
          && !truncation.map(MovingValue::moves).orElse(false)) {
        throw new InputException(
            "Nothing moves: name a second face with --to, or a range, such as --set"
                + " Smiling=-1..1 or --psi 0..1.");
      }
      faces.add(faces.get(0));
    }
    List<PortraitDocument> keys = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      double share = (double) i / (faces.size() - 1);
      PortraitDocument key = faces.get(i);
      if (truncation.isPresent()) {
        double value = truncation.get().at(share);
        BaseStyle base = key.base();
        key = key.withBase(InputException.checking(() -> base.withPsi(value)));
      }
      for (Setting setting : understood) {
        key = setting.apply(key, share);
      }
      if (noise != null) {
        key = key.withNoise(FaceOptions.parseNoise(noise));
      }
      requireFit(key, engine);
      keys.add(key);
    }
    return keys;
  }

  /** The files that are read, as far as their names tell. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (String name : Stream.concat(Stream.of(from), to.stream()).toList()) {
      if (!SEEDS.matcher(name).matches()) {
        FaceOptions.path(name).ifPresent(files::add);
      }
    }
    return files;
  }

  private static void requireFit(PortraitDocument key, StudioEngine engine) throws InputException {
    List<String> problems = engine.problems(key);
    if (!problems.isEmpty()) {
      throw new InputException(problems.get(0));
    }
  }

  private List<Setting> understood(StudioEngine engine) throws InputException {
    List<Setting> result = new ArrayList<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new InputException("--set takes NAME=A..B or NAME=VALUE, not '" + setting + "'.");
      }
      String text = setting.substring(equals + 1);
      ParameterAddress address =
          InputException.checking(() -> engine.parameters().require(setting.substring(0, equals)));
      Optional<MovingValue> number = Optional.empty();
      if (address.parameter() instanceof NumberParameter) {
        number = MovingValue.parse(text);
        if (number.isEmpty()) {
          throw new InputException(
              "--set "
                  + address.parameter().key()
                  + " takes a number, or a range such as -1..1, not '"
                  + text
                  + "'.");
        }
      }
      result.add(new Setting(address, number, text));
    }
    return result;
  }

  private Optional<MovingValue> truncation() throws InputException {
    if (psi == null) {
      return Optional.empty();
    }
    Optional<MovingValue> value = MovingValue.parse(psi);
    if (value.isEmpty()) {
      throw new InputException("--psi takes a number, or a range such as 0..1, not '" + psi + "'.");
    }
    return value;
  }

  private List<PortraitDocument> faces(String name, StudioEngine engine) throws InputException {
    GeneratorDescription model = engine.description();
    if (SEEDS.matcher(name).matches()) {
      return InputException.checking(
          () -> {
            SeedNumbers numbers = seedsOf == null ? SeedNumbers.STUDIO : SeedNumbers.of(seedsOf);
            return SeedRanges.parse(List.of(name)).stream()
                .map(seed -> new BaseStyle.Seed(seed, BaseStyle.DRAWN_PSI, numbers))
                .map(engine::newDocument)
                .toList();
          });
    }
    if (name.toLowerCase(Locale.ROOT).endsWith("." + ProjectFile.EXTENSION)) {
      return List.of(ofProject(Path.of(name), model));
    }
    LatentFile file = FaceOptions.readStyles(name);
    return InputException.checking(
        () ->
            file.styles(model).stream()
                .map(code -> engine.newDocument(new BaseStyle.Given(code, file.source())))
                .toList());
  }

  private static PortraitDocument ofProject(Path file, GeneratorDescription model)
      throws InputException {
    Project project;
    try {
      project = ProjectFile.read(file);
    } catch (IOException e) {
      throw InputException.of(e);
    }
    if (OtherModel.made(project, model)) {
      throw new InputException(
          "The face of "
              + file
              + " belongs to "
              + OtherModel.of(project, model)
              + ": open that with --bundle, or make the portrait again with this one"
              + " ('studio replay').");
    }
    return project.document();
  }
}
