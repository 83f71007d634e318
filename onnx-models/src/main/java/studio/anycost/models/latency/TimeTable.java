package studio.anycost.models.latency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Times of similar things, and the curve through them. Keeps those that were measured last.
 *
 * @param <K> what a time belongs to
 */
final class TimeTable<K> {
  /** Every combination of four ratios on three layers twice over. */
  static final int KEPT = 128;

  private static final int TRUSTED_RUNS = 5;
  private static final int RUNS_BEFORE_REFIT = 32;

  private final Function<K, double[]> features;
  private final Map<K, TimeWindow> windows = new LinkedHashMap<>();
  private CostCurve curve;
  private Spread spread = Spread.USUAL;
  private int runsSinceFit;

  /** How far percentiles lie from the median, as factors. */
  private record Spread(double low, double high) {
    static final Spread USUAL = new Spread(0.9, 1.2);
  }

  TimeTable(Function<K, double[]> features, CostCurve assumed) {
    this.features = features;
    this.curve = assumed;
  }

  /**
   * Notes a time.
   *
   * @return whether it is worth to {@link #fit} again
   */
  boolean add(K key, double milliseconds) {
    TimeWindow window = windows.remove(key);
    boolean isNew = window == null;
    if (isNew) {
      window = new TimeWindow();
    }
    window.add(milliseconds);
    windows.put(key, window);
    if (windows.size() > KEPT) {
      windows.remove(windows.keySet().iterator().next());
    }
    runsSinceFit++;
    return isNew || runsSinceFit >= RUNS_BEFORE_REFIT + 4 * windows.size();
  }

  Optional<TimeWindow> window(K key) {
    return Optional.ofNullable(windows.get(key));
  }

  /** The medians; those of few runs weigh less. */
  List<CostCurve.Sample> samples() {
    List<CostCurve.Sample> samples = new ArrayList<>();
    windows.forEach(
        (key, window) ->
            samples.add(
                new CostCurve.Sample(
                    features.apply(key),
                    window.median(),
                    Math.min(window.size(), TRUSTED_RUNS) / (double) TRUSTED_RUNS)));
    return samples;
  }

  /** Draws the curve anew, starting from one that holds for more than this table. */
  void fit(CostCurve known) {
    runsSinceFit = 0;
    curve = known.fittedTo(samples());
    double[] lows = new double[windows.size()];
    double[] highs = new double[windows.size()];
    int trusted = 0;
    for (TimeWindow window : windows.values()) {
      if (window.size() >= TRUSTED_RUNS) {
        Prediction percentiles = window.percentiles();
        lows[trusted] = percentiles.p10() / percentiles.p50();
        highs[trusted] = percentiles.p90() / percentiles.p50();
        trusted++;
      }
    }
    spread =
        trusted == 0
            ? Spread.USUAL
            : new Spread(
                Quantiles.of(Arrays.copyOf(lows, trusted), 0.5),
                Quantiles.of(Arrays.copyOf(highs, trusted), 0.5));
  }

  /** What was measured, else what the curve says. */
  Prediction predict(K key) {
    TimeWindow window = windows.get(key);
    if (window != null && window.size() >= TRUSTED_RUNS) {
      return window.percentiles();
    }
    double median = window == null ? curve.milliseconds(features.apply(key)) : window.median();
    double doubt = window == null ? curve.error() : 0;
    return new Prediction(
        median * spread.low() * (1 - Math.min(0.5, doubt)),
        median,
        median * spread.high() * (1 + doubt));
  }

  void scale(double factor) {
    windows.values().forEach(window -> window.scale(factor));
  }

  void clear() {
    windows.clear();
  }

  /** All that is kept, the oldest first. */
  void forEach(BiConsumer<K, TimeWindow> visitor) {
    windows.forEach(visitor);
  }
}
