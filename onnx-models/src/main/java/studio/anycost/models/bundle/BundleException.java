package studio.anycost.models.bundle;

import java.io.IOException;
import studio.anycost.models.io.Printable;
import studio.anycost.models.words.Texts;

/**
 * A bundle cannot be read or written. The message is one or two full sentences that name the
 * bundle, the file and the fault and can be shown to a user as they are.
 */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  private BundleException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The whole bundle is at fault; {@code fault} ends with a full stop. */
  static BundleException of(String bundle, String fault) {
    return of(bundle, fault, (Throwable) null);
  }

  static BundleException of(String bundle, String fault, Throwable cause) {
    return new BundleException(Texts.of("bundle.bundleException.unusable", bundle, fault), cause);
  }

  /** One file is at fault; {@code fault} is a verb phrase that ends with a full stop. */
  static BundleException ofFile(String bundle, String file, String fault) {
    return of(bundle, Printable.of(file) + " " + fault);
  }

  static BundleException ofFile(String bundle, String file, String fault, Throwable cause) {
    return of(bundle, Printable.of(file) + " " + fault, cause);
  }

  /** Nothing was written to a target; {@code fault} ends with a full stop. */
  static BundleException notWritten(String target, String fault) {
    return notWritten(target, fault, null);
  }

  static BundleException notWritten(String target, String fault, Throwable cause) {
    return new BundleException(Texts.of("bundle.bundleException.notWritten", target, fault), cause);
  }

  /** There is a bundle at the target, and nobody said that it may go. */
  static BundleException taken(String target) {
    return notWritten(target, Texts.of("bundle.bundleException.taken"));
  }
}
