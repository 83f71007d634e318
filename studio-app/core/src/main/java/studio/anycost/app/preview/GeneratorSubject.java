package studio.anycost.app.preview;

import java.io.IOException;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.runtime.LoadedGenerator;

/** An open generator, measured with its mean face: times do not depend on the face. */
final class GeneratorSubject implements IdleCalibration.Subject {
  private final LoadedGenerator generator;
  private final StyleCode code;

  GeneratorSubject(LoadedGenerator generator) {
    this.generator = generator;
    GeneratorDescription description = generator.description();
    this.code = StyleCode.broadcast(description.meanStyleArray(), description.styleCount());
  }

  @Override
  public boolean isMeasured(SubGenerator subGenerator) {
    return generator.latency().isMeasured(subGenerator);
  }

  @Override
  public void render(SubGenerator subGenerator, CancellationToken cancellation) throws IOException {
    generator.render(code, subGenerator, Noise.FIXED, cancellation);
  }
}
