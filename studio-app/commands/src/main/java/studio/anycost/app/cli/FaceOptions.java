package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** Which face: {@code --seed} or {@code --style}, {@code --psi}, {@code --noise}. */
final class FaceOptions {
  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Source source = new Source();

  private static final class Source {
    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "Draw the face of this number; the same on every machine.")
    private Long seed;

    @Option(
        names = "--style",
        paramLabel = "W.npy",
        description =
            "Take the style code from a NumPy file: float32 [nStyles,styleDim],"
                + " [1,nStyles,styleDim], or [1,styleDim] for all layers alike.")
    private Path style;
  }

  @Option(
      names = "--psi",
      paramLabel = "P",
      description =
          "Truncation, -2 to 2: 1 leaves the face as drawn, 0 gives the mean face. Default: "
              + BaseStyle.DRAWN_PSI
              + " for a seed, 1 for a style code, its own for the face of a project.")
  private Double psi;

  @Option(
      names = "--noise",
      paramLabel = "fixed|none|SEED",
      description =
          "Noise of the layers: the maps of the model (fixed, the default), none, or drawn from a"
              + " number.")
  private String noise;

  /**
   * The document before {@code --set}.
   *
   * @param project of {@code --recipe}: its edits, and its face where no other is named
   */
  PortraitDocument document(StudioEngine engine, Optional<Project> project) throws InputException {
    GeneratorDescription model = engine.description();
    Optional<PortraitDocument> given = project.map(Project::document);
    BaseStyle base = base(model, project);
    return InputException.checking(
        () ->
            engine
                .newDocument(base)
                .withNoise(
                    noise == null
                        ? given.map(PortraitDocument::noise).orElse(Noise.FIXED)
                        : parseNoise(noise))
                .withRecipe(given.map(PortraitDocument::recipe).orElse(Recipe.EMPTY)));
  }

  private BaseStyle base(GeneratorDescription model, Optional<Project> project)
      throws InputException {
    BaseStyle base = named(model, project);
    return psi == null ? base : InputException.checking(() -> base.withPsi(psi));
  }

  /** The face with the truncation that it has by itself. */
  private BaseStyle named(GeneratorDescription model, Optional<Project> project)
      throws InputException {
    if (source.seed != null) {
      return new BaseStyle.Seed(source.seed);
    }
    if (source.style != null) {
      return new BaseStyle.Given(readStyle(source.style, model), source.style.toString());
    }
    if (project.isEmpty()) {
      throw new InputException("Name a face: --seed N or --style W.npy.");
    }
    PortraitDocument document = project.get().document();
    if (!document.bundleIdentity().equals(model.identity())) {
      throw new InputException(
          "The face of this project belongs to the model '"
              + project.get().bundleName()
              + "': open that with --bundle, or name another face with --seed or --style.");
    }
    return document.base();
  }

  private static StyleCode readStyle(Path file, GeneratorDescription model) throws InputException {
    NpyArray array;
    try {
      array = Npy.read(file);
    } catch (NoSuchFileException e) {
      throw new InputException("There is no file " + file + ".", e);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
    int[] shape = array.shape();
    int styles = model.styleCount();
    int dimension = model.styleDimension();
    boolean all =
        Arrays.equals(shape, new int[] {styles, dimension})
            || Arrays.equals(shape, new int[] {1, styles, dimension});
    boolean one = Arrays.equals(shape, new int[] {1, dimension});
    if (!all && !one) {
      throw new InputException(
          String.format(
              "%s holds an array %s; the model '%s' takes [%d, %d], [1, %4$d, %5$d] or [1, %5$d].",
              file, Arrays.toString(shape), model.name(), styles, dimension));
    }
    return InputException.checking(
        () ->
            all
                ? StyleCode.of(styles, dimension, array.data())
                : StyleCode.broadcast(array.data(), styles));
  }

  private static Noise parseNoise(String text) throws InputException {
    return switch (text) {
      case "fixed" -> Noise.FIXED;
      case "none" -> Noise.NONE;
      default -> {
        try {
          yield Noise.seeded(Long.parseLong(text));
        } catch (NumberFormatException e) {
          throw new InputException("--noise takes fixed, none or a number, not '" + text + "'.", e);
        }
      }
    };
  }
}
