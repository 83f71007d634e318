package studio.anycost.export.importer;

import java.io.IOException;
import java.util.Optional;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.BundleWriter;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StagedBundle;

/** An import that says which sub-generators the model is good for, by looking at them. */
public final class MeasuredImport {
  private static final double IMPORTED = 0.6;
  private static final double MEASURED = 0.95;

  private MeasuredImport() {}

  /**
   * Imports as {@link BundleImporter#run} does and measures the model before the bundle gets to its
   * place. Measures nothing if the request says what the model was trained for.
   */
  public static ImportReport run(
      ImportRequest request, ConsistencyMeter meter, TaskContext<?> context) throws IOException {
    if (request.trained().isPresent()) {
      return BundleImporter.run(request, context);
    }
    ImportSteps steps = ImportSteps.whole(context);
    ImportReport report;
    // First, so that a place that is taken shows before the work and not after it.
    try (BundleWriter writer = BundleImporter.writer(request);
        StagedBundle staged = StagedBundle.beside(request.output())) {
      report = BundleImporter.run(request.to(staged.path()), steps.part(0, IMPORTED));
      ImportSteps measuring = steps.part(IMPORTED, MEASURED);
      Consistency table =
          meter.measure(staged.path(), TaskContext.of(context.cancellation(), measuring::report));
      steps.report(MEASURED, "Writing the bundle");
      try (ModelBundle bundle = ModelBundle.open(staged.path())) {
        writer.addAll(bundle);
        writer.finish(bundle.manifest().withConsistency(Optional.of(table)));
      }
    }
    steps.finished();
    return report;
  }
}
