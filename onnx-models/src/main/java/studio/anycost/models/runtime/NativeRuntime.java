package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.models.graph.blocked.BlockedLayout;
import studio.anycost.models.graph.blocked.LayoutProbe;
import studio.anycost.models.words.Texts;

/**
 * ONNX Runtime as this process uses it: one environment with one thread pool that all sessions
 * share, and the session options.
 *
 * <p>The environment belongs to the process and is never closed; the library allows only one, and
 * its first user fixes the pool. Safe to use from any thread.
 */
final class NativeRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(NativeRuntime.class);

  /** Threads of the pool in the process's environment; 0 before there is one. */
  private static int poolThreads;

  /** Whether foreign code made the environment first, without a pool to share. */
  private static boolean poolMissing;

  private static boolean made;

  private final OrtEnvironment environment;
  private final int threads;
  private final boolean sharedPool;
  private final ProviderChoice provider;
  private final SessionProfiles profiles;
  private final NativeLedger ledger = new NativeLedger();
  private Optional<BlockedLayout> layout;

  NativeRuntime(RuntimeOptions options) {
    this.profiles = new SessionProfiles(options.profiles());
    synchronized (NativeRuntime.class) {
      begin(options);
      this.environment = OrtEnvironment.getEnvironment();
      this.sharedPool = !poolMissing;
      this.threads = sharedPool ? poolThreads : options.threads();
    }
    if (threads != options.threads()) {
      LOG.info(
          "The thread pool of this process has {} threads, not {}: the first session manager"
              + " decides.",
          threads,
          options.threads());
    }
    this.provider = ProviderChoice.of(options.provider());
  }

  /** Loads the library and makes the environment, if nobody has yet. */
  static void begin(RuntimeOptions options) {
    synchronized (NativeRuntime.class) {
      if (!made) {
        LargeStack.run("onnx-environment", () -> makeEnvironment(options.threads()));
        made = true;
      }
    }
  }

  /**
   * Once in the process. While it makes the environment, ONNX Runtime 1.29 matches regular
   * expressions against the whole command line; on the stack of a usual thread a long class path
   * ends the process there.
   */
  private static void makeEnvironment(int threads) {
    createEnvironment(threads);
    refuseTelemetry();
    EnvironmentKeeper.keep();
  }

  /**
   * Nothing leaves this machine. The library would report its use on Linux, too; the environment
   * variable {@code ORT_DISABLE_TELEMETRY}, which the launcher sets, keeps it from even preparing.
   */
  private static void refuseTelemetry() {
    try {
      OrtEnvironment.getEnvironment().setTelemetry(false);
    } catch (OrtException e) {
      LOG.warn("ONNX Runtime's reports of its use could not be switched off.", e);
    }
  }

  private static void createEnvironment(int threads) {
    try (OrtEnvironment.ThreadingOptions threading = new OrtEnvironment.ThreadingOptions()) {
      threading.setGlobalIntraOpNumThreads(threads);
      threading.setGlobalInterOpNumThreads(1);
      // Between the nodes of a render only: every session stops it with its run.
      threading.setGlobalSpinControl(true);
      OrtEnvironment.getEnvironment(
          OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "anycost-studio", threading);
      poolThreads = threads;
    } catch (OrtException | IllegalStateException e) {
      LOG.warn("ONNX Runtime gave no shared thread pool; every session gets its own.", e);
      poolMissing = true;
    }
  }

  /**
   * Builds a session; takes milliseconds to seconds.
   *
   * @param model a serialized ONNX model
   * @param bytes estimate of the native memory it will take
   * @param label for messages
   * @param arena whether it keeps the memory of a run for the next one: memory that goes back to
   *     the system after every node comes back as page faults, a third of a large render
   * @param cores that a run keeps busy
   */
  NativeSession open(
      byte[] model, long bytes, SessionBuilder.Label label, boolean arena, Cores cores)
      throws InferenceException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      configure(options, arena, cores);
      profiles.applyTo(options, label.name());
      return new NativeSession(
          ledger, environment.createSession(model, options), bytes, label.name());
    } catch (OrtException e) {
      throw new InferenceException(
          Texts.of("runtime.nativeRuntime.notBuilt", label.name(), reason(e), label.advice()), e);
    }
  }

  private void configure(OrtSession.SessionOptions options, boolean arena, Cores cores)
      throws OrtException {
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setCPUArenaAllocator(arena);
    options.setMemoryPatternOptimization(false);
    // An idle studio leaves the cores alone.
    options.addConfigEntry("session.force_spinning_stop", "1");
    // Weights stored in one byte become floats when the session is built. Left alone, the library
    // would calculate with bytes instead, and round what they are multiplied with.
    options.addConfigEntry("session.disable_quant_qdq", "1");
    if (cores == Cores.ONE) {
      // A pool of one is none: everything runs on the calling thread.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
    } else if (sharedPool) {
      options.disablePerSessionThreads();
    } else {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
    }
    provider.applyTo(options);
  }

  /** ONNX Runtime's own words, shortened to their first line. */
  static String reason(OrtException e) {
    String message = String.valueOf(e.getMessage());
    int start = message.indexOf("message: ");
    String text = start < 0 ? message : message.substring(start + "message: ".length());
    String line = text.lines().findFirst().orElse("no reason given").strip();
    return line.endsWith(".") ? line : line + ".";
  }

  /**
   * The blocked layout in which this machine's convolutions are fastest; empty if it has none. The
   * first call takes some milliseconds.
   */
  synchronized Optional<BlockedLayout> layout() {
    if (layout == null) {
      layout = provider.provider() == ExecutionProvider.CPU ? probeLayout() : Optional.empty();
      LOG.debug("Blocked layout: {}", layout);
    }
    return layout;
  }

  private Optional<BlockedLayout> probeLayout() {
    float[][][][] features = new float[1][LayoutProbe.CHANNELS][1][1];
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      configure(options, false, Cores.ALL);
      try (OrtSession session =
              environment.createSession(LayoutProbe.model().toByteArray(), options);
          OnnxTensor input = OnnxTensor.createTensor(environment, features);
          OrtSession.Result result = session.run(Map.of(LayoutProbe.INPUT, input))) {
        TensorInfo info = (TensorInfo) result.get(0).getInfo();
        return LayoutProbe.layout(info.getShape());
      }
    } catch (OrtException e) {
      LOG.info("This build of ONNX Runtime has no blocked layout: {}", reason(e));
      return Optional.empty();
    }
  }

  /**
   * Whether what a run of a session gives back serves the next run, without an arena. Profiles keep
   * adding small blocks to the heap, which take the places of the large ones.
   */
  boolean keepsMemory() {
    return NativeHeap.keepsMemory() && !profiles.areWritten();
  }

  NativeLedger ledger() {
    return ledger;
  }

  int threads() {
    return threads;
  }

  ProviderChoice provider() {
    return provider;
  }

  String version() {
    return environment.getVersion();
  }
}
