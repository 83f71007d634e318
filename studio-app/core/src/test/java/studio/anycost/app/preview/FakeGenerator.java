package studio.anycost.app.preview;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.models.latency.Prediction;

/**
 * A generator without a runtime. What somebody waits for is rendered by a {@link FakeRenderer};
 * what is rendered in the background takes no time, unless the test says what happens meanwhile.
 */
final class FakeGenerator implements PreviewGenerator {
  /** A background render. */
  record Background(StyleCode code, SubGenerator subGenerator) {}

  private final GeneratorDescription description;
  private Function<PortraitDocument, StyleCode> evaluator;
  private final List<Background> background = new ArrayList<>();
  private final Set<SubGenerator> measured = new HashSet<>();
  private final Set<SubGenerator> broken = new HashSet<>();
  private final List<List<SubGenerator>> compared = new ArrayList<>();
  private Map<SubGenerator, Double> differences = Map.of();
  private FakeRenderer renderer;
  private CostEstimate estimate = (sub, reused) -> certain(cost(sub));
  private Consumer<Background> meanwhile = render -> {};
  private boolean allMeasured = true;
  private boolean busy;

  FakeGenerator(ChannelTable channels, Function<PortraitDocument, StyleCode> evaluator) {
    this.evaluator = evaluator;
    this.description =
        new GeneratorDescription(
            "fake",
            "identity",
            channels,
            512,
            Collections.nCopies(512, 0f),
            List.of(),
            List.of(),
            false);
  }

  /** 2 ms for every performed GMAC: 150 ms for the full generator of 1024 px. */
  static double cost(SubGenerator subGenerator) {
    return 2 * MacCount.of(subGenerator, 512).performedGiga();
  }

  static Prediction certain(double milliseconds) {
    return new Prediction(milliseconds, milliseconds, milliseconds);
  }

  /** A renderer on a clock; the next that is opened. */
  FakeRenderer render(VirtualWorker clock, ToDoubleFunction<SubGenerator> cost) {
    renderer = new FakeRenderer(clock, cost);
    return renderer;
  }

  void predict(CostEstimate prediction) {
    estimate = prediction;
  }

  /** Nothing was ever measured; a sub-generator is from its second render in the background on. */
  void forgetTimes() {
    allMeasured = false;
  }

  void setBusy(boolean isBusy) {
    busy = isBusy;
  }

  /** Cannot be rendered in the background. */
  void breakDown(SubGenerator subGenerator) {
    broken.add(subGenerator);
  }

  /** What documents mean from now on. */
  void mean(Function<PortraitDocument, StyleCode> other) {
    evaluator = other;
  }

  /** What is measured of sub-generators; of others nothing can be. */
  void differ(Map<SubGenerator, Double> measured) {
    differences = measured;
  }

  /** What was asked for at once, in order. */
  List<List<SubGenerator>> compared() {
    return compared;
  }

  @Override
  public Map<SubGenerator, Double> differences(
      Collection<SubGenerator> subGenerators, CancellationToken cancellation) throws IOException {
    compared.add(List.copyOf(subGenerators));
    if (broken.stream().anyMatch(subGenerators::contains)) {
      throw new IOException("A stage is damaged.");
    }
    Map<SubGenerator, Double> known = new HashMap<>(differences);
    known.keySet().retainAll(subGenerators);
    return known;
  }

  /** What happens while something is rendered in the background. */
  void meanwhile(Consumer<Background> action) {
    meanwhile = action;
  }

  /** The background renders that were begun, in order. */
  List<Background> background() {
    return background;
  }

  @Override
  public GeneratorDescription description() {
    return description;
  }

  @Override
  public StyleCode evaluate(PortraitDocument document) {
    return evaluator.apply(document);
  }

  @Override
  public Renderer openRenderer() {
    return renderer;
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    Background render = new Background(code, subGenerator);
    boolean again = background.stream().anyMatch(r -> r.subGenerator().equals(subGenerator));
    background.add(render);
    meanwhile.accept(render);
    cancellation.throwIfCancelled();
    if (broken.contains(subGenerator)) {
      throw new IOException("A stage is damaged.");
    }
    if (again) {
      measured.add(subGenerator);
    }
    float value = code.get(0, 0);
    return ImageTensor.wrap(1, new float[] {value, value, value});
  }

  @Override
  public Prediction predict(SubGenerator subGenerator, int reusedStages) {
    return estimate.predict(subGenerator, reusedStages);
  }

  @Override
  public boolean isMeasured(SubGenerator subGenerator) {
    return allMeasured || measured.contains(subGenerator);
  }

  @Override
  public boolean isBusy() {
    return busy;
  }
}
