package studio.anycost.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code studio bundle}: the commands that look after bundles. */
@Command(
    name = "bundle",
    description = {
      "Work on a model bundle that is there already.",
      "A change is written in the bundle's own place, all or nothing, or to a copy with -o; the",
      "model that comes along is never changed and needs -o. Portraits that were made with a bundle",
      "stay portraits of it, as the generator does not change."
    },
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio bundle add-boundaries age.pt smile.npy --bundle model.zip",
      "  studio bundle add-boundaries boundaries/ -o mine.zip",
      "  studio bundle add-sub-generators found.json --bundle model.zip",
      "  studio bundle rename 'My faces' --bundle model.zip",
      "  studio bundle verify model.zip",
      "  studio bundle pack model -o model.zip"
    })
final class BundleCommand {
  private BundleCommand() {}

  static CommandLine of(CliContext context) {
    CommandLine line = new CommandLine(new BundleCommand());
    line.addSubcommand(new AddBoundariesCommand(context));
    line.addSubcommand(new AddSubGeneratorsCommand(context));
    line.addSubcommand(new AddEncoderCommand(context));
    line.addSubcommand(new AddAttributesCommand(context));
    line.addSubcommand(new RenameBundleCommand(context));
    line.addSubcommand(new MeasureBundleCommand(context));
    line.addSubcommand(new VerifyBundleCommand(context));
    line.addSubcommand(new PackBundleCommand(context));
    line.addSubcommand(new UnpackBundleCommand(context));
    return line;
  }
}
