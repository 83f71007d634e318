package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import studio.anycost.app.bench.FreshRenders;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * What all uniform sub-generators together take when they are warm, beside what the full generator
 * needs in any program; and whether a small budget for sessions is kept.
 *
 * <p>Native memory is what the process occupies outside of Java's heap. It is looked at after a
 * garbage collection and counted from before the first session was opened.
 */
public final class MemoryBench {
  /** Of what the warm sessions took: the budget that is too small for them. */
  private static final int SQUEEZE = 4;

  private static final int SQUEEZED_ROUNDS = 3;

  /**
   * What was seen.
   *
   * @param needs of the full generator
   * @param full native bytes with the full generator warm
   * @param warm with all uniform sub-generators warm and the features of the last picture kept
   * @param peak the most that was seen while the full generator rendered then
   * @param sessions that are open then
   * @param estimatedBytes what the runtime believes that these sessions take
   */
  public record Result(
      GeneratorNeeds needs,
      OptionalLong full,
      OptionalLong warm,
      OptionalLong peak,
      int sessions,
      long estimatedBytes,
      Squeezed squeezed) {
    /** Warm memory over the full generator's weights and activations; empty if unknown. */
    public OptionalDouble ratio() {
      return warm.isPresent()
          ? OptionalDouble.of((double) warm.getAsLong() / needs.bytes())
          : OptionalDouble.empty();
    }
  }

  /**
   * The same pictures, three rounds of them, with a quarter of the memory for sessions.
   *
   * @param mostEstimatedBytes the most that the runtime believed to keep, between two renders
   * @param mostBytes the most native memory, between two renders
   * @param mostSessions the most sessions that were open, between two renders
   */
  public record Squeezed(
      long budgetBytes, long mostEstimatedBytes, OptionalLong mostBytes, int mostSessions) {}

  private final EngineFactory engines;

  private MemoryBench(EngineFactory engines) {
    this.engines = engines;
  }

  /**
   * Measures an engine that has rendered nothing yet.
   *
   * @param again the same model once more; owned from now on
   */
  public static Result run(StudioEngine engine, EngineFactory engines, ModelBundle again)
      throws IOException, InterruptedException {
    List<UniformGrid.Place> places =
        new ArrayList<>(new PreviewFactory(engine).grid().cheapestFirst());
    // The full generator first, because it is also measured alone.
    Collections.reverse(places);
    return new MemoryBench(engines).measure(engine, again, places);
  }

  private Result measure(StudioEngine engine, ModelBundle again, List<UniformGrid.Place> places)
      throws IOException, InterruptedException {
    try (again) {
      GeneratorNeeds needs = GeneratorNeeds.of(engine.generator().bundle());
      NativeMemory memory = NativeMemory.fromNow();
      OptionalLong full = OptionalLong.empty();
      OptionalLong warm;
      OptionalLong peak;
      try (FreshRenders renders = new FreshRenders(engine.generator())) {
        for (UniformGrid.Place place : places) {
          renders.render(place.subGenerator());
          if (place == places.get(0)) {
            full = memory.grown();
          }
        }
        warm = memory.grown();
        peak = memory.most(() -> renders.render(places.get(0).subGenerator()));
      }
      int sessions = engine.sessions().status().cachedSessions();
      long estimated = engine.sessions().status().cachedBytes();
      Squeezed squeezed = squeeze(again, Math.max(1, estimated / SQUEEZE), places);
      return new Result(needs, full, warm, peak, sessions, estimated, squeezed);
    }
  }

  private Squeezed squeeze(ModelBundle bundle, long budget, List<UniformGrid.Place> places)
      throws IOException, InterruptedException {
    NativeMemory memory = NativeMemory.fromNow();
    long mostEstimated = 0;
    OptionalLong most = OptionalLong.empty();
    int mostSessions = 0;
    try (StudioEngine engine =
            engines
                .with(options -> new RuntimeOptions(options.threads(), budget, options.provider()))
                .openWithoutPlugins(bundle);
        FreshRenders renders = new FreshRenders(engine.generator())) {
      for (int round = 0; round < SQUEEZED_ROUNDS; round++) {
        for (UniformGrid.Place place : places) {
          renders.render(place.subGenerator());
          mostEstimated = Math.max(mostEstimated, engine.sessions().status().cachedBytes());
          mostSessions = Math.max(mostSessions, engine.sessions().status().cachedSessions());
          OptionalLong grown = memory.grown();
          if (grown.isPresent()) {
            most = OptionalLong.of(Math.max(most.orElse(0), grown.getAsLong()));
          }
        }
      }
    }
    return new Squeezed(budget, mostEstimated, most, mostSessions);
  }
}
