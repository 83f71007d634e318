package studio.anycost.training.cli;

import picocli.CommandLine.Command;

/** {@code studio train}. */
@Command(
    name = "train",
    description = "Train an own model on a folder of pictures.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PrepareCommand.class,
      RunCommand.class,
      EncoderCommand.class,
      AttributesCommand.class,
      BenchCommand.class,
      RenderBenchCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio train prepare squares/ --size 64 -o faces.data",
      "  studio train run --data faces.data --steps 20000 -o first",
      "  studio train run --stage multires --data faces.data --start first/checkpoint.pt -o second",
      "  studio train run --stage adaptive --data faces.data --start second/checkpoint.pt -o third",
      "  studio train encoder --generator third/checkpoint.pt --data faces.data --steps 20000 -o enc",
      "  studio import --generator third/checkpoint.pt --encoder enc/best.pt -o mine.zip"
    })
final class TrainCommand {}
