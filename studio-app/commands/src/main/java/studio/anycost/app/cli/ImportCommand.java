package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.task.JobInfo;
import studio.anycost.export.arrays.ArrayException;
import studio.anycost.export.boundaries.BoundaryException;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.importer.ImportException;
import studio.anycost.export.importer.ImportReport;
import studio.anycost.export.importer.ImportRequest;
import studio.anycost.export.importer.MeasuredImport;
import studio.anycost.export.importer.TrainedPlaces;
import studio.anycost.models.bundle.BundleException;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.WeightStorage;
import studio.anycost.models.io.InvalidFileException;
import studio.anycost.models.io.SpecialFile;

/** {@code studio import}. */
@Command(
    name = "import",
    description = {
      "Turn checkpoints of StyleGAN2 and anycost generators into a model bundle: .pt and .pth files"
          + " with the names of the public PyTorch implementations or NVIDIA's, or .safetensors.",
      "Checkpoints are read without running anything that they contain."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio import --generator G.pt -o model.zip",
      "  studio import --generator G.pt --encoder E.pt --boundaries B.pt \\",
      "      --attributes A.pt --attribute-names names.txt --name Faces -o faces",
      "  studio import --generator psp.pt --generator-key state_dict.decoder -o faces",
      "  studio import --generator G.pt --ratios 0.5,1 --resolutions 256,512 -o model.zip",
      "",
      "The generator is found under any key and prefix; averaged weights (g_ema) come first.",
      "An output that ends in .zip becomes one file, any other a folder."
    })
final class ImportCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(
      names = "--generator",
      required = true,
      paramLabel = "G.pt",
      description = "Checkpoint with the generator.")
  private Path generator;

  @Option(
      names = "--generator-key",
      paramLabel = "KEY",
      description =
          "Where in the checkpoint the generator is, where there are several: keys and prefixes"
              + " joined by dots, such as g or state_dict.decoder.")
  private String generatorKey;

  @Option(
      names = "--encoder",
      paramLabel = "E.pt",
      description =
          "Checkpoint of the encoder, for projecting photos. Default: the one in G.pt, if there is"
              + " one that can be run.")
  private Path encoder;

  @Option(
      names = "--attributes",
      paramLabel = "A.pt",
      description = "Checkpoint of the attribute predictor; needs --attribute-names.")
  private Path attributes;

  @Option(
      names = "--attribute-names",
      paramLabel = "F.txt",
      description = "Names of the predictor's attributes, one a line.")
  private Path attributeNames;

  @Option(
      names = "--boundaries",
      paramLabel = "B",
      arity = "1..*",
      description = {
        "Attribute boundaries: .npy, .npz, .pt, .pth or .safetensors files, or folders of them;"
            + " may be repeated."
      })
  private List<Path> boundaries;

  @Mixin private BoundaryOptions boundaryOptions;

  @Option(
      names = "--name",
      paramLabel = "N",
      description = "Name of the bundle, for people. Default: the name of the output.")
  private String name;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      defaultValue = "not stated",
      description = "Licence of the weights. Default: ${DEFAULT-VALUE}.")
  private String licence;

  @Option(
      names = "--provenance",
      paramLabel = "TEXT",
      defaultValue = "not stated",
      description = "Where the weights come from. Default: ${DEFAULT-VALUE}.")
  private String provenance;

  @Option(
      names = "--model-card",
      paramLabel = "F.md",
      description = "A text about the model. Default: one that tells what is known.")
  private Path modelCard;

  @Option(
      names = "--ratios",
      paramLabel = "R",
      split = ",",
      description = {
        "Channel ratios that the model was trained for, with commas. Default: some faces are"
            + " rendered with every sub-generator, and what differs too much from the full"
            + " generator is not used."
      })
  private List<Double> ratios;

  @Option(
      names = "--resolutions",
      paramLabel = "N",
      split = ",",
      description = {
        "Resolutions that the model was trained for, with commas. With --ratios or this, nothing is"
            + " measured; what is left out means the full one alone."
      })
  private List<Integer> resolutions;

  @Option(
      names = "--float16",
      description =
          "Store weights in half precision: half the size, pictures that differ slightly.")
  private boolean float16;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "BUNDLE",
      description = "The folder or zip file to write.")
  private Path output;

  @Option(
      names = "--force",
      description =
          "Replace a bundle that is there already. It stays as it is until the new one is"
              + " complete.")
  private boolean force;

  ImportCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    requireFiles();
    ImportRequest request =
        ImportRequest.of(generator, output)
            .generatorKey(generatorKey)
            .encoder(encoder)
            .attributes(attributes, attributeNames)
            .boundaries(boundaryOptions.source(boundaries == null ? List.of() : boundaries))
            .described(name == null ? defaultName() : name, licence, provenance)
            .modelCard(modelCard)
            .trained(trained())
            .storage(float16 ? WeightStorage.FLOAT16 : WeightStorage.FLOAT32)
            .replacing(force)
            .build();
    ImportReport report =
        new CliJobs(context)
            .run(JobInfo.of("Import"), (TaskContext<Void> running) -> run(request, running));
    report.notices().forEach(context.err()::println);
    tellWhatIsUntrained();
    return ExitCodes.DONE;
  }

  /** Who meant to get an anycost model learns here that it is none. */
  private void tellWhatIsUntrained() throws IOException, InputException {
    try (ModelBundle written = context.openBundle(Optional.of(output))) {
      UniformGrid grid = context.grid(written);
      long usable = grid.places().stream().filter(UniformGrid.Place::usable).count();
      if (trained() == null && usable < grid.places().size()) {
        context
            .err()
            .println(
                "The model was not trained for "
                    + (grid.places().size() - usable)
                    + " of "
                    + grid.places().size()
                    + " sub-generators, which auto and side by side do without: see studio info.");
      }
    }
  }

  private ImportReport run(ImportRequest request, TaskContext<?> running)
      throws IOException, InputException {
    try {
      return MeasuredImport.run(
          request,
          (bundle, task) -> context.engines().measureConsistency(Optional.of(bundle), task),
          running);
    } catch (ImportException
        | BoundaryException
        | ArrayException
        | CheckpointException
        | InvalidFileException
        | BundleException e) {
      throw InputException.of(e);
    }
  }

  /** What was stated; null if nothing was. */
  private TrainedPlaces trained() {
    return ratios == null && resolutions == null
        ? null
        : new TrainedPlaces(
            ratios == null ? List.of() : ratios, resolutions == null ? List.of() : resolutions);
  }

  private void requireFiles() throws InputException {
    for (Path file : new Path[] {generator, encoder, attributes, attributeNames}) {
      if (file != null && SpecialFile.is(file)) {
        throw new InputException(file + ": " + SpecialFile.fault());
      }
      if (file != null && !Files.isRegularFile(file)) {
        throw new InputException(
            Files.isDirectory(file)
                ? file + " is a folder: name a checkpoint file in it."
                : "There is no file " + file + ".");
      }
    }
    for (Path path : boundaries == null ? List.<Path>of() : boundaries) {
      if (!Files.exists(path)) {
        throw new InputException("There is no file " + path + ".");
      }
    }
    OutputOption.checkPlace(output);
    new CallFiles()
        .reads(generator)
        .reads(encoder)
        .reads(attributes)
        .reads(attributeNames)
        .reads(modelCard)
        .reads(boundaries == null ? List.of() : boundaries)
        .writes(output)
        .check();
    if ((attributes == null) != (attributeNames == null)) {
      throw new InputException("--attributes and --attribute-names belong together: give both.");
    }
  }

  private String defaultName() {
    return output
        .toAbsolutePath()
        .normalize()
        .getFileName()
        .toString()
        .replaceFirst("\\.(zip|anycostmodel)$", "");
  }
}
