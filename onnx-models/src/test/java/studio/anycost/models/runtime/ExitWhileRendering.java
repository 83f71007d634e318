package studio.anycost.models.runtime;

import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.concurrent.CancellationException;
import studio.anycost.api.model.Noise;
import studio.anycost.api.task.CancellationToken;

/** A process that ends in the middle of a render; started by {@link ChildProcessTest}. */
final class ExitWhileRendering {
  static final int EXIT_CODE = 7;

  private ExitWhileRendering() {}

  public static void main(String[] args) throws Exception {
    SessionManager manager =
        new SessionManager(
            new RuntimeOptions(2, 1 << 28),
            (priority, resolution) -> {
              if (resolution == 32) {
                new Thread(ExitWhileRendering::exitSoon).start();
              }
            });
    LoadedGenerator generator = manager.load(new SyntheticGenerator("heavy").heavyAt(32));
    try {
      generator.render(code(1), sub(1, 64), Noise.FIXED, CancellationToken.NONE);
    } catch (CancellationException e) {
      System.out.println("cancelled");
      System.out.flush();
    }
  }

  private static void exitSoon() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    System.exit(EXIT_CODE);
  }
}
