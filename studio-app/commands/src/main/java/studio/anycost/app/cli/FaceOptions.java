package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.StyleDistance;
import studio.anycost.app.series.FaceStart;
import studio.anycost.app.series.LatentFile;
import studio.anycost.app.series.NamedFace;
import studio.anycost.app.series.SeedRanges;

/** Which faces: {@code --seed}, {@code --style} or {@code --z}, {@code --psi}, {@code --noise}. */
final class FaceOptions {
  /** Styles that are looked at before anything is rendered: enough to see what a file holds. */
  private static final int MOST_MEASURED = 64;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Draw the face of this number; the same on every machine. Several: 0-35, or 1,5,9, or the"
              + " option again.")
  private List<String> seeds = List.of();

  @Option(
      names = "--seeds-of",
      paramLabel = "studio|numpy",
      description =
          "Whose random numbers seeds stand for: the studio's own, or those of NumPy's RandomState,"
              + " which lists of StyleGAN faces mean. Default: studio.")
  private String seedsOf;

  @Option(
      names = "--style",
      paramLabel = "W",
      description = {
        "Take the style code from a file of NumPy (.npy, .npz), PyTorch (.pt) or safetensors; of"
            + " several arrays FILE:NAME. For a model of n styles of d values: [d] or [1,d] for"
            + " all layers alike, [n,d] or [1,n,d] layer by layer; [b,n,d], [b,1,d], and [b,d]"
            + " unless b is n, are several faces, and so is a list of PyTorch's of equal arrays."
      })
  private String style;

  @Option(
      names = "--z",
      paramLabel = "Z",
      description =
          "Take the input latent from such a file, [d] or [1,d], and map it as a seed's; [b,d] is"
              + " several faces.")
  private String z;

  @Option(
      names = "--psi",
      paramLabel = "P",
      description =
          "Truncation, -2 to 2: 1 leaves the face as drawn, 0 gives the mean face. Default: "
              + BaseStyle.DRAWN_PSI
              + " for a seed or z, 1 for a style code, its own for the face of a project.")
  private Double psi;

  @Option(
      names = "--noise",
      paramLabel = "fixed|none|SEED",
      description =
          "Noise of the layers: the maps of the model (fixed, the default), none, or drawn from a"
              + " number.")
  private String noise;

  private Optional<String> remark = Optional.empty();

  /**
   * The document of the one face that is named, before {@code --set}.
   *
   * @param project of {@code --recipe}: its edits, and its face where no other is named
   */
  PortraitDocument document(CliContext context, StudioEngine engine, Optional<Project> project)
      throws IOException, InputException {
    List<NamedFace> faces = faces(engine.description(), project);
    if (faces.size() > 1) {
      throw new InputException(
          "This command takes one face, and these are " + faces.size() + ": name one.");
    }
    warnOfFarStyles(context, engine, faces);
    return template(engine, project).withBase(faces.get(0).start().base(engine.generator()));
  }

  /**
   * What all faces have in common before {@code --set}: noise, and the edits of a project. The face
   * of this document is the mean face.
   */
  PortraitDocument template(StudioEngine engine, Optional<Project> project) throws InputException {
    Optional<PortraitDocument> given = project.map(Project::document);
    Noise chosen =
        noise == null ? given.map(PortraitDocument::noise).orElse(Noise.FIXED) : parseNoise(noise);
    return engine
        .newDocument(new BaseStyle.Seed(0, 0))
        .withNoise(chosen)
        .withRecipe(given.map(PortraitDocument::recipe).orElse(Recipe.EMPTY));
  }

  /** The faces that are named, in order, at least one. */
  List<NamedFace> faces(GeneratorDescription model, Optional<Project> project)
      throws InputException {
    requireOneSource();
    return InputException.checking(
        () -> {
          if (!seeds.isEmpty()) {
            return drawn();
          }
          if (style != null) {
            return ofStyles(model);
          }
          return z == null ? List.of(ofProject(model, project)) : ofLatents(model);
        });
  }

  /**
   * Tells on stderr of styles that were written in another shape than they are taken for, or that
   * lie far from all that the model maps to, as input latents do that were taken for styles.
   */
  void warnOfFarStyles(CliContext context, StudioEngine engine, List<NamedFace> faces)
      throws IOException {
    if (style == null) {
      return;
    }
    remark.ifPresent(context.err()::println);
    StyleDistance measure = StyleDistance.of(engine.generator());
    int far = 0;
    int looked = 0;
    double farthest = 0;
    for (NamedFace face : faces.subList(0, Math.min(faces.size(), MOST_MEASURED))) {
      if (face.start() instanceof FaceStart.Known known
          && known.base() instanceof BaseStyle.Given given) {
        double distance = measure.of(given.code());
        farthest = Math.max(farthest, distance);
        far += distance > StyleDistance.FAR ? 1 : 0;
        looked++;
      }
    }
    if (far > 0) {
      context
          .err()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s%s: up to %.1f times as far from the mean style as those that the model maps"
                      + " to; if this is a z, give it with --z instead of --style.",
                  style,
                  looked == 1 ? "" : " (" + far + " of " + looked + " styles)",
                  farthest));
      context.err().flush();
    }
  }

  private void requireOneSource() throws InputException {
    List<String> named = new ArrayList<>();
    if (!seeds.isEmpty()) {
      named.add("--seed");
    }
    if (style != null) {
      named.add("--style");
    }
    if (z != null) {
      named.add("--z");
    }
    if (named.size() > 1) {
      throw new InputException(
          "A face is named in one way, not by " + String.join(" and ", named) + ": leave one out.");
    }
    if (seedsOf != null && seeds.isEmpty()) {
      throw new InputException("--seeds-of tells what --seed means: name a seed, too.");
    }
  }

  /**
   * No face is named, because another is meant.
   *
   * @param why half a sentence
   */
  void requireNone(String why) throws InputException {
    if (!seeds.isEmpty() || style != null || z != null) {
      throw new InputException(why + ": leave --seed, --style and --z out.");
    }
  }

  private List<NamedFace> drawn() {
    SeedNumbers numbers = seedsOf == null ? SeedNumbers.STUDIO : SeedNumbers.of(seedsOf);
    double truncation = psi == null ? BaseStyle.DRAWN_PSI : psi;
    List<NamedFace> faces = new ArrayList<>();
    for (long seed : SeedRanges.parse(seeds)) {
      BaseStyle base = new BaseStyle.Seed(seed, truncation, numbers);
      faces.add(NamedFace.ofSeed(seed, new FaceStart.Known(base)));
    }
    return faces;
  }

  /** The files that are read. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (String text : Arrays.asList(style, z)) {
      if (text != null) {
        path(text).ifPresent(files::add);
      }
    }
    return files;
  }

  /**
   * The file that a face is read from; of FILE:NAME, the array of that name in it, the file alone.
   * Empty for what can be no file, which is told when it is to be read.
   */
  static Optional<Path> path(String text) {
    try {
      Path whole = Path.of(text);
      int colon = text.lastIndexOf(':');
      return Optional.of(
          colon > 1 && !Files.exists(whole) ? Path.of(text.substring(0, colon)) : whole);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private List<NamedFace> ofStyles(GeneratorDescription model) throws InputException {
    LatentFile file = readStyles(style);
    List<StyleCode> codes = file.styles(model);
    remark = file.remark(model);
    List<NamedFace> faces = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      BaseStyle base = truncated(new BaseStyle.Given(codes.get(i), file.source()));
      faces.add(NamedFace.ofFile(file.stem(), i, codes.size(), new FaceStart.Known(base)));
    }
    return faces;
  }

  private List<NamedFace> ofLatents(GeneratorDescription model) throws InputException {
    LatentFile file = read(z, LatentFile::readLatents);
    List<float[]> latents = file.latents(model);
    // Checked here: a latent becomes a style only when its turn has come.
    double truncation = new BaseStyle.Seed(0, psi == null ? BaseStyle.DRAWN_PSI : psi).psi();
    List<NamedFace> faces = new ArrayList<>();
    for (int i = 0; i < latents.size(); i++) {
      FaceStart start = new FaceStart.Latent(latents.get(i), truncation, file.source());
      faces.add(NamedFace.ofFile(file.stem(), i, latents.size(), start));
    }
    return faces;
  }

  private NamedFace ofProject(GeneratorDescription model, Optional<Project> project)
      throws InputException {
    if (project.isEmpty()) {
      throw new InputException("Name a face: --seed N, --style W.npy or --z Z.npy.");
    }
    PortraitDocument document = project.get().document();
    if (OtherModel.made(project.get(), model)) {
      throw new InputException(
          "The face of this project belongs to "
              + OtherModel.of(project.get(), model)
              + ": open that with --bundle, make the portrait again with this one ('studio replay'),"
              + " or name another face with --seed or --style.");
    }
    BaseStyle base = truncated(document.base());
    FaceStart start = new FaceStart.Known(base);
    return base instanceof BaseStyle.Seed seed
        ? NamedFace.ofSeed(seed.seed(), start)
        : NamedFace.ofFile("portrait", 0, 1, start);
  }

  private BaseStyle truncated(BaseStyle base) {
    return psi == null ? base : base.withPsi(psi);
  }

  @FunctionalInterface
  private interface Reader {
    LatentFile read(String text) throws IOException;
  }

  static LatentFile readStyles(String text) throws InputException {
    return read(text, LatentFile::readStyles);
  }

  private static LatentFile read(String text, Reader reader) throws InputException {
    try {
      return reader.read(text);
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  static Noise parseNoise(String text) throws InputException {
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
