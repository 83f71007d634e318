package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.portrait.FeatureStore;
import studio.anycost.app.settings.Preferences.Perceptual;
import studio.anycost.export.features.FeatureFile;
import studio.anycost.export.features.InceptionImport;
import studio.anycost.export.features.LpipsImport;

/** {@code studio import-features}. */
@Command(
    name = "import-features",
    description = {
      "Compare pictures as papers do: bring the published perceptual measure, LPIPS on VGG-16, from"
          + " its two files. Without options, tells what there is.",
      "With --inception: write the network of FID and KID for 'studio evaluate --features'.",
      "Checkpoints are read without running anything that they contain."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio import-features --lpips vgg16-397923af.pth --lpips-lin vgg.pth",
      "  studio import-features --lpips lpips.pth -o lpips.onnx",
      "  studio import-features --inception pt_inception-2015-12-05-6726825d.pth -o inception.onnx",
      "  studio import-features --use built-in",
      "  studio import-features --remove",
      "",
      "vgg16-397923af.pth is torchvision's VGG-16; vgg.pth is in the LPIPS package, weights/v0.1."
          + " What",
      "was imported is used from then on; the preferences of the window choose, too."
    })
final class ImportFeaturesCommand implements Callable<Integer> {
  /** What can be chosen; spelt as on the command line. */
  private enum Use {
    BUILT_IN("built-in", Perceptual.BUILT_IN),
    LPIPS("lpips", Perceptual.LPIPS);

    private final String word;
    private final Perceptual preference;

    Use(String word, Perceptual preference) {
      this.word = word;
      this.preference = preference;
    }

    static Use of(String text) throws InputException {
      for (Use use : values()) {
        if (use.word.equalsIgnoreCase(text)) {
          return use;
        }
      }
      throw new InputException("--use takes built-in or lpips, not '" + text + "'.");
    }
  }

  private final CliContext context;

  @Option(
      names = "--lpips",
      paramLabel = "VGG.pth",
      description = "A VGG-16 as torchvision saves it, or a whole saved measure.")
  private Path vgg;

  @Option(
      names = "--lpips-lin",
      paramLabel = "LIN.pth",
      description = "The weights of the measure's layers. Default: those in VGG.pth.")
  private Path lin;

  @Option(
      names = "--inception",
      paramLabel = "INCEPTION.pth",
      description =
          "An Inception v3 of pytorch-fid, as published numbers are taken with, or of torchvision;"
              + " needs -o.")
  private Path inception;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT.onnx",
      description = "Write the network to a file instead of keeping it for the studio.")
  private Path output;

  @Option(
      names = "--use",
      paramLabel = "WHICH",
      description = "Compare pictures by this one from now on: built-in or lpips.")
  private String use;

  @Option(names = "--remove", description = "Delete what was imported and use the built-in one.")
  private boolean remove;

  ImportFeaturesCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    requireOne();
    FeatureStore store = context.engines().features();
    if (inception != null) {
      writeInception();
    } else if (vgg != null) {
      importTo(store);
    } else if (remove) {
      remove(store);
    } else if (use != null) {
      use(store, Use.of(use));
    } else {
      list(store);
    }
    return ExitCodes.DONE;
  }

  private void requireOne() throws InputException {
    if (vgg == null && (lin != null || output != null && inception == null)) {
      throw new InputException("Name the VGG-16 with --lpips.");
    }
    long named =
        Stream.of(vgg != null, inception != null, remove, use != null).filter(is -> is).count();
    if (named > 1) {
      throw new InputException(
          "--lpips, --inception, --use and --remove exclude each other: give one of them.");
    }
    if (inception != null && output == null) {
      throw new InputException("Name the file to write with -o, as in -o inception.onnx.");
    }
    if (output != null) {
      OutputOption.check(output, ".onnx");
      new CallFiles().reads(vgg).reads(lin).reads(inception).writes(output).check();
    }
  }

  private void importTo(FeatureStore store) throws IOException, InputException {
    FeatureFile features = read();
    if (output != null) {
      SafeFiles.write(output, features.toBytes());
      return;
    }
    store.keep(features);
    context.engines().changePreferences(now -> now.withPerceptual(Perceptual.LPIPS));
    context
        .out()
        .println(
            "Pictures are compared by "
                + features.name()
                + " from now on, in "
                + features.layers().size()
                + " layers; 'studio import-features --use built-in' goes back.");
  }

  private void writeInception() throws IOException, InputException {
    FeatureFile features;
    try {
      features = InceptionImport.of(inception);
    } catch (IOException e) {
      throw InputException.of(e);
    }
    SafeFiles.write(output, features.toBytes());
    context
        .out()
        .println(
            output
                + " holds "
                + features.name()
                + "; 'studio evaluate fid kid --features "
                + output
                + "' takes it.");
  }

  private FeatureFile read() throws InputException {
    try {
      return LpipsImport.of(vgg, Optional.ofNullable(lin));
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  private void remove(FeatureStore store) throws IOException {
    boolean there = store.remove();
    context.engines().changePreferences(now -> now.withPerceptual(Perceptual.BUILT_IN));
    context
        .out()
        .println(
            there
                ? "What was imported is deleted; pictures are compared by the built-in network."
                : "Nothing was imported; pictures are compared by the built-in network.");
  }

  private void use(FeatureStore store, Use wanted) throws IOException, InputException {
    if (wanted == Use.LPIPS && !store.isThere()) {
      throw new InputException(
          "LPIPS is not there: import it with --lpips VGG.pth --lpips-lin LIN.pth.");
    }
    context.engines().changePreferences(now -> now.withPerceptual(wanted.preference));
    list(store);
  }

  private void list(FeatureStore store) throws IOException {
    Perceptual used = context.engines().preferences().perceptual();
    line(Use.BUILT_IN, "MobileNetV2 (ImageNet), part of the studio", used);
    if (store.isThere()) {
      FeatureFile features = store.read();
      line(Use.LPIPS, features.name() + ", " + store.file(), used);
    } else {
      line(Use.LPIPS, "not imported", used);
    }
  }

  private void line(Use which, String what, Perceptual used) {
    context.out().println(which.word + ": " + what + (which.preference == used ? " (in use)" : ""));
  }
}
