package studio.anycost.app.preview;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.consistency.ConsistencyMeasure;
import studio.anycost.models.consistency.FaceDifference;
import studio.anycost.models.latency.Prediction;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RenderRequest;
import studio.anycost.models.runtime.RenderView;
import studio.anycost.models.runtime.RuntimeStatus;
import studio.anycost.models.runtime.ViewStatistics;

/** The generator that is open in the engine now. Does not own it. */
final class RuntimeGenerator implements PreviewGenerator {
  private final StudioEngine engine;
  private final LoadedGenerator generator;

  RuntimeGenerator(StudioEngine engine) {
    this.engine = engine;
    this.generator = engine.generator();
  }

  @Override
  public GeneratorDescription description() {
    return generator.description();
  }

  @Override
  public StyleCode evaluate(PortraitDocument document) {
    return engine.evaluate(document);
  }

  @Override
  public Renderer openRenderer() {
    return new ViewRenderer(generator.openView("preview"));
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    return generator.render(code, subGenerator, noise, cancellation);
  }

  @Override
  public Optional<FaceDifference> faceDifference(CancellationToken cancellation)
      throws IOException {
    return Optional.of(FaceDifference.of(generator, cancellation));
  }

  @Override
  public Map<SubGenerator, Double> differences(
      Collection<SubGenerator> subGenerators, CancellationToken cancellation) throws IOException {
    return ConsistencyMeasure.differences(
        generator, subGenerators, TaskContext.of(cancellation, ProgressListener.NONE));
  }

  @Override
  public Prediction predict(SubGenerator subGenerator, int reusedStages) {
    return generator.latency().predict(subGenerator, reusedStages);
  }

  @Override
  public boolean isMeasured(SubGenerator subGenerator) {
    return generator.latency().isMeasured(subGenerator);
  }

  @Override
  public boolean isBusy() {
    RuntimeStatus status = engine.sessions().status();
    return status.running() > 0 || status.queued() > 0;
  }

  /** A view of the runtime. Owns it. */
  private static final class ViewRenderer implements Renderer {
    private final RenderView view;

    ViewRenderer(RenderView view) {
      this.view = view;
    }

    @Override
    public CompletableFuture<Rendered> submit(Job job) {
      return view.submit(
              new RenderRequest(
                  job.code(),
                  job.subGenerator(),
                  job.noise(),
                  Priority.INTERACTIVE,
                  job.supersedable()))
          .thenApply(
              result ->
                  new Rendered(
                      result.image(),
                      result.milliseconds(),
                      result.reusedStages(),
                      result.reusedStages() == result.stages().size()));
    }

    @Override
    public void cancel() {
      view.cancel();
    }

    @Override
    public Counts counts() {
      ViewStatistics statistics = view.statistics();
      return new Counts(statistics.dropped(), statistics.cancelled());
    }

    @Override
    public void close() {
      view.close();
    }
  }
}
