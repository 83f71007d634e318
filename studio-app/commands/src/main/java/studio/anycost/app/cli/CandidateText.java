package studio.anycost.app.cli;

import java.util.List;
import java.util.Locale;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.engine.StudioEngine;

/** What a search found, a line each, for people: distances are means over its faces. */
final class CandidateText {
  private CandidateText() {}

  /** Prints candidates of the open model. */
  static void print(CliContext context, StudioEngine engine, List<Candidate> found) {
    SubGeneratorNames names = new SubGeneratorNames(context.grid(engine.generator().bundle()));
    Generator generator = engine.lentGenerator();
    for (Candidate candidate : found) {
      SubGenerator subGenerator = candidate.subGenerator();
      context
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: mean distance %.4f, %.1f ms, %.2f GMACs",
                  names.of(subGenerator),
                  candidate.distance(),
                  generator.latency(subGenerator).median(),
                  MacCount.of(subGenerator, engine.description().styleDimension())
                      .literatureGiga()));
    }
  }
}
