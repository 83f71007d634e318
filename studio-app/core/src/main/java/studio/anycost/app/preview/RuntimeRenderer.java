package studio.anycost.app.preview;

import java.util.concurrent.CompletableFuture;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.Priority;
import studio.anycost.models.runtime.RenderRequest;
import studio.anycost.models.runtime.RenderView;
import studio.anycost.models.runtime.ViewStatistics;

/** A view of the runtime with interactive priority. Owns the view. */
public final class RuntimeRenderer implements Renderer {
  private final RenderView view;

  /**
   * @param name of the view, for messages and logs
   */
  public RuntimeRenderer(LoadedGenerator generator, String name) {
    this.view = generator.openView(name);
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
            result -> new Rendered(result.image(), result.milliseconds(), result.reusedStages()));
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
