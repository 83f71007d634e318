package studio.anycost.models.runtime;

import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import ai.onnxruntime.OrtEnvironment;
import studio.anycost.api.model.Noise;
import studio.anycost.api.task.CancellationToken;

/** A process in which other code uses ONNX Runtime first; started by {@link ChildProcessTest}. */
final class ForeignEnvironmentFirst {
  static final int EXIT_CODE = 9;

  private ForeignEnvironmentFirst() {}

  public static void main(String[] args) throws Exception {
    System.out.println(OrtEnvironment.getEnvironment().getVersion());
    int side;
    int threads;
    try (SessionManager manager = new SessionManager(new RuntimeOptions(3, 1 << 28))) {
      LoadedGenerator generator = manager.load(new SyntheticGenerator("one"));
      side = generator.render(code(1), sub(1, 64), Noise.FIXED, CancellationToken.NONE).side();
      threads = manager.status().threads();
    }
    System.exit(side == 64 && threads == 3 ? EXIT_CODE : 1);
  }
}
