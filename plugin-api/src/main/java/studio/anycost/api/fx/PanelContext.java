package studio.anycost.api.fx;

import java.io.IOException;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/**
 * What the studio offers to a panel. All methods are for the JavaFX application thread; after the
 * panel was closed they do nothing.
 */
public interface PanelContext {
  /** The open generator. */
  GeneratorDescription generator();

  /** What {@code parameters} returned for it. */
  ParameterSchema schema();

  /** The values that the document holds now. */
  ParameterValues values();

  /**
   * Works out the style code of the portrait, edits included, which takes a moment.
   *
   * @param done takes it on the JavaFX application thread
   */
  void style(Consumer<StyleCode> done);

  /**
   * Takes a change that the person makes in the panel.
   *
   * @param moving true while a gesture goes on: all changes of one gesture become one entry of the
   *     history; false at its end, or for a change without a gesture
   */
  void change(ParameterValues values, boolean moving);

  /**
   * Runs the contribution's own work with the present values, as its Run button does; does nothing
   * for an edit, or while the work runs.
   */
  void run();

  /** Asks the contribution's work to finish now with the best so far. */
  void stop();

  /**
   * Runs other work of the panel on a worker thread, with progress and Stop in the window. What it
   * publishes and returns arrives on the JavaFX application thread; failures become a notice.
   *
   * @param title what people read meanwhile
   * @param published takes the newest of what the work published
   * @param done takes the result, unless the work failed or was cancelled
   */
  <P, R> void runTask(String title, Work<P, R> work, Consumer<P> published, Consumer<R> done);

  /**
   * Renders a small picture by the cheapest sub-generator at background priority.
   *
   * @param done takes the picture on the JavaFX application thread; not called if rendering failed
   */
  void thumbnail(StyleCode code, Consumer<Image> done);

  /**
   * Work of a panel.
   *
   * @param <P> what it publishes
   * @param <R> its result, not null
   */
  @FunctionalInterface
  interface Work<P, R> {
    /**
     * Blocks on a worker thread.
     *
     * @throws IOException if it cannot be done, with a sentence for people
     */
    R run(Services services, TaskContext<P> task) throws IOException;
  }
}
