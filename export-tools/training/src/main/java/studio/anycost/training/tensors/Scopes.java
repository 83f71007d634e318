package studio.anycost.training.tensors;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** Scopes that free at their end every tensor that was made in them and not kept. */
public final class Scopes {
  private Scopes() {}

  /** Runs work in a scope of its own. */
  @SuppressWarnings("try") // A scope works by being there.
  public static void run(Runnable work) {
    Libtorch.load();
    try (PointerScope scope = new PointerScope()) {
      work.run();
    }
  }

  /** Runs work in a scope of its own. Its result is no tensor of the scope, or a kept one. */
  @SuppressWarnings("try")
  public static <T> T get(Supplier<T> work) {
    Libtorch.load();
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    }
  }

  /** Runs work in a scope of its own, without recording it for gradients. */
  @SuppressWarnings("try")
  public static void runWithoutGradients(Runnable work) {
    Libtorch.load();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      work.run();
    }
  }

  /** Runs work in the caller's scope, without recording it for gradients. */
  @SuppressWarnings("try")
  public static <T> T withoutGradients(Supplier<T> work) {
    Libtorch.load();
    try (NoGradGuard guard = new NoGradGuard()) {
      return work.get();
    }
  }
}
