package studio.anycost.app.plugin;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeoutException;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.words.Texts;

/** Puts what came out of a plugin into half a sentence for people. */
final class Failures {
  private static final int MAX_LENGTH = 300;
  private static final int MAX_WRAPPERS = 10; // a chain of causes may be a ring

  private Failures() {}

  /** The cause in words, without a full stop at the end. */
  static String describe(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof PluginException || cause instanceof TimeoutException) {
      return withoutStop(cause.getMessage());
    }
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return Texts.of(
          "plugin.failures.itMissesTheClass",
          clean(String.valueOf(cause.getMessage()).replace('/', '.')));
    }
    if (cause instanceof LinkageError) {
      return Texts.of("plugin.failures.itWasBuiltFor");
    }
    String message = withoutStop(message(cause));
    return message.isEmpty() || !Reasons.isForPeople(cause, message) ? kind(cause) : message;
  }

  /** One line of bounded length without control characters: a plugin chose the text. */
  static String clean(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }

  /** What an exception says, in one line; empty if it says nothing. */
  static String message(Throwable failure) {
    try {
      if (failure instanceof FileSystemException) {
        return clean(Reasons.of(failure)); // its own words are often the name of a file alone
      }
      String message = failure.getMessage();
      return message == null ? "" : clean(message);
    } catch (RuntimeException | LinkageError e) {
      return ""; // the message of a plugin's own exception may be broken, too
    }
  }

  /** What people read where a program's own words are for its author; those are in the log. */
  private static String kind(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return Texts.of("plugin.failures.itNeedsMoreMemory");
    }
    if (cause instanceof StackOverflowError) {
      return Texts.of("plugin.failures.itCallsItselfWithout");
    }
    if (cause instanceof AssertionError) {
      return Texts.of("plugin.failures.oneOfItsOwn");
    }
    if (cause instanceof NullPointerException) {
      return Texts.of("plugin.failures.somethingThatItNeeds");
    }
    if (cause instanceof IndexOutOfBoundsException) {
      return Texts.of("plugin.failures.itReadsBeyondThe");
    }
    if (cause instanceof NumberFormatException) {
      return Texts.of("plugin.failures.itTakesAText");
    }
    if (cause instanceof ClassCastException || cause instanceof ArrayStoreException) {
      return Texts.of("plugin.failures.itTakesOneKind");
    }
    return Texts.of("plugin.failures.itHasAFault");
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_WRAPPERS && cause.getCause() != null && wraps(cause); depth++) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean wraps(Throwable failure) {
    return failure instanceof InvocationTargetException
        || failure instanceof ExceptionInInitializerError;
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
