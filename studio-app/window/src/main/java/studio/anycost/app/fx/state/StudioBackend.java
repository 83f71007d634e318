package studio.anycost.app.fx.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.animation.Animation;
import studio.anycost.app.animation.FrameDocuments;
import studio.anycost.app.batch.BatchFaces;
import studio.anycost.app.batch.BatchResult;
import studio.anycost.app.batch.BatchTarget;
import studio.anycost.app.compare.Compared;
import studio.anycost.app.compare.Variant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.AttributeChange;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.movie.MovieSink;
import studio.anycost.app.plugin.PluginException;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.preview.PreviewController;
import studio.anycost.app.preview.SideBySide;
import studio.anycost.app.preview.UniformGrid;

/**
 * What the window needs of the engine. Methods that may take long say so and are called on worker
 * threads; all others return at once.
 */
public interface StudioBackend {
  /** Hears of changes that the window did not ask for, or that finished. Any thread. */
  interface Listener {
    /** A plugin was started, switched off, or failed; the list of edits may differ now. */
    void pluginChanged(PluginReport report);
  }

  /** A model beside the open one, or that was open before; see {@link #load}. */
  interface LoadedModel extends AutoCloseable {
    GeneratorDescription description();

    /** Gives back what it holds. Waits for what still uses it: may take long. */
    @Override
    void close();
  }

  /** The open model. */
  GeneratorDescription model();

  /**
   * What whoever made the open model says about it, in Markdown. Reads a file.
   *
   * @throws IOException with a sentence if it cannot be read
   */
  Optional<String> modelCard() throws IOException;

  /** The edits of all running plugins for the open model, in order. */
  List<Offered<Edit>> edits();

  /** A face of the open model without edits. */
  PortraitDocument newPortrait(long seed, double psi);

  /** What of a document cannot be applied with this model and these plugins, for people. */
  List<String> problems(PortraitDocument document);

  /** Whether there is an imported network to compare pictures in. Looks for a file. */
  boolean hasImportedFeatures();

  /**
   * The uniform sub-generators of the open model.
   *
   * @param mostDifference from the full picture up to which they are usable
   */
  UniformGrid grid(double mostDifference);

  /**
   * A preview of the open model; the caller closes it before another model is opened. Auto chooses
   * from what the last search found, or the usable uniform sub-generators. Reads a small file.
   *
   * @param grid of the open model
   */
  PreviewController openPreview(UniformGrid grid, Executor callbacks);

  /** A comparison of the open model; the caller closes it before another model is opened. */
  SideBySide openSideBySide(Executor callbacks);

  /**
   * Renders variants and compares them with the full picture of a portrait. Takes long.
   *
   * @param done takes each as it is ready, on this thread
   * @param task when it is stopped, those that were ready are the result
   */
  List<Compared> compare(
      PortraitDocument portrait,
      List<Variant> variants,
      Consumer<Compared> done,
      TaskContext<?> task)
      throws IOException;

  /**
   * The style code that is rendered for a document. Calls plugins and may take long.
   *
   * @throws IllegalArgumentException with a sentence if the document does not fit the model
   */
  StyleCode evaluate(PortraitDocument document);

  /** Renders with the full generator. Takes long. */
  RgbImage renderFull(PortraitDocument document, TaskContext<?> task) throws IOException;

  /**
   * The portraits of all frames of an animation of the open model. Takes a moment.
   *
   * @throws IllegalArgumentException with a sentence if they do not fit the model
   */
  FrameDocuments frames(Animation animation, CancellationToken cancellation) throws IOException;

  /**
   * Renders all frames of an animation with the full generator. Takes long.
   *
   * @param sink called in the order of the frames, on one thread that is not this one
   * @param task when it is stopped, the frames so far are the animation
   * @return how many frames there are
   */
  int renderFrames(FrameDocuments frames, MovieSink sink, TaskContext<?> task) throws IOException;

  /**
   * Applies the edits of a portrait to many faces, in full. Takes long.
   *
   * @param task when it is stopped, the faces so far are the result
   */
  BatchResult batch(
      PortraitDocument recipe, BatchFaces faces, BatchTarget target, TaskContext<?> task)
      throws IOException;

  /** Renders a small picture, as quickly as it looks right. Takes a moment. */
  RgbImage renderThumbnail(PortraitDocument document) throws IOException;

  /** Takes small pictures. */
  @FunctionalInterface
  interface ThumbnailConsumer {
    /**
     * Called once for each, on the thread that asked.
     *
     * @param index the portrait's place in the list
     */
    void rendered(int index, RgbImage picture);
  }

  /**
   * Renders small pictures of portraits that differ in anything but their noise, as quickly as they
   * look right, behind everything that somebody waits for. Takes long.
   *
   * @param documents at least one
   * @throws java.util.concurrent.CancellationException if cancelled; some may have been taken
   */
  void renderThumbnails(
      List<PortraitDocument> documents, ThumbnailConsumer done, CancellationToken cancellation)
      throws IOException;

  /**
   * What the edits of a portrait do to all attributes that the model's predictor tells. Blocks.
   *
   * @param subGenerator that renders the face with and without them
   * @return in the predictor's order; empty if there is none
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  List<AttributeChange> attributeChanges(
      PortraitDocument document, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException;

  /**
   * Loads another model, the built-in one if no path is given, beside the open one. Takes long.
   *
   * @return closed by the caller unless it is switched to
   * @throws IOException with a sentence for people
   * @throws java.util.concurrent.CancellationException if cancelled meanwhile
   */
  LoadedModel load(Optional<Path> directoryOrZip, TaskContext<?> task) throws IOException;

  /**
   * Makes a loaded model the open one. The previews of the open one must be closed.
   *
   * @return the model that was open, for the caller to close
   */
  LoadedModel switchTo(LoadedModel next);

  /** Every plugin file that was found. */
  List<PluginReport> plugins();

  /** Installs and starts a plugin. Takes long. */
  PluginReport installPlugin(Path jar);

  /** Switches a plugin on or off. Takes long. */
  PluginReport setPluginEnabled(String id, boolean enabled) throws PluginException;

  /** Whether a plugin is the user's own and can be removed again. */
  boolean canUninstall(PluginReport plugin);

  /** The file that a plugin was installed from, if that is known; it may be gone. */
  Optional<Path> pluginOrigin(PluginReport plugin);

  /** Takes a plugin again from the file that it was installed from. Takes long. */
  PluginReport reloadPlugin(String id) throws PluginException;

  /** What the last installation of a plugin took the place of, with a file to go back by. */
  Optional<PluginReport> replacedPlugin(String id);

  /** Switches a plugin off and deletes its file; blocks. */
  PluginReport uninstallPlugin(String id) throws PluginException;

  void addListener(Listener listener);

  void removeListener(Listener listener);
}
