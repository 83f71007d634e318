package studio.anycost.app.engine;

import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.plugin.Contributions;
import studio.anycost.app.settings.Preferences;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.runtime.LoadedGenerator;

/**
 * A model that {@link StudioEngine#load} loaded: ready to be the open one, and kept up to date with
 * the plugins from then on. Safe to use from any thread.
 */
public final class LoadedModel implements AutoCloseable {
  private final LoadedGenerator generator;
  private final Supplier<Contributions> plugins;
  private final Findings findings;
  private final ModelCandidates candidates;
  private final Consumer<LoadedModel> closing;
  private volatile OpenModel model;

  /**
   * Calls plugins.
   *
   * @param generator owned from now on, but not if this fails
   */
  LoadedModel(
      LoadedGenerator generator,
      Supplier<Contributions> plugins,
      Findings findings,
      Consumer<LoadedModel> closing) {
    this.generator = generator;
    this.plugins = plugins;
    this.findings = findings;
    this.candidates = new ModelCandidates(generator.bundle(), findings.candidates());
    this.closing = closing;
  }

  /**
   * Asks the plugins anew what they offer for this model, until neither they nor the directions
   * that were found for it change meanwhile: one may fail at that very question, and is then off.
   * Without a lock, because it is plugins that are called: of several at once the last sees that it
   * is the last.
   */
  void refresh() {
    Contributions asked;
    long revision;
    do {
      asked = plugins.get();
      revision = findings.directions().revision();
      model = OpenModel.of(described(), asked);
    } while (asked != plugins.get() || revision != findings.directions().revision());
  }

  private DescribedGenerator described() {
    GeneratorDescription bundle = generator.description();
    return new DescribedGenerator(
        generator,
        findings.directions().complete(bundle),
        Consistency.trained(
            bundle.channels(),
            generator.bundle().manifest().consistency(),
            Preferences.DEFAULTS.mostDifference()),
        () -> candidates.kept().candidates());
  }

  OpenModel model() {
    return model;
  }

  LoadedGenerator generator() {
    return generator;
  }

  /** What previews of it climb beside its uniform sub-generators. */
  ModelCandidates candidates() {
    return candidates;
  }

  /** With the directions that were found for it. */
  public GeneratorDescription description() {
    return model.description();
  }

  /** Of its bundle. */
  String identity() {
    return generator.description().identity();
  }

  /** Ends its renders, waits for them, and frees the native memory and the bundle. */
  @Override
  public void close() {
    closing.accept(this);
    generator.close();
  }
}
