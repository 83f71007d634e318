package studio.anycost.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.Labels;
import studio.anycost.app.preview.UniformGrid;

/** What a search found, a line each, for people. */
final class CandidateText {
  private CandidateText() {}

  /** Prints candidates of the open model. */
  static void print(CliContext context, StudioEngine engine, List<Candidate> found) {
    UniformGrid grid = context.grid(engine.generator().bundle());
    Generator generator = engine.lentGenerator();
    for (Candidate candidate : found) {
      SubGenerator subGenerator = candidate.subGenerator();
      OptionalDouble ratio = grid.ratioOf(subGenerator);
      context
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%d px, %s: distance %.4f, %.1f ms, %.2f GMACs",
                  subGenerator.resolution(),
                  ratio.isPresent()
                      ? "ratio " + Labels.ratio(ratio.getAsDouble())
                      : "channels " + subGenerator.channels(),
                  candidate.distance(),
                  generator.latency(subGenerator).median(),
                  MacCount.of(subGenerator, engine.description().styleDimension())
                      .literatureGiga()));
    }
  }
}
