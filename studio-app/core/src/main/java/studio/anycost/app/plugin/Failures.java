package studio.anycost.app.plugin;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeoutException;
import studio.anycost.app.files.Reasons;

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
      return "it misses the class " + clean(String.valueOf(cause.getMessage()).replace('/', '.'));
    }
    if (cause instanceof LinkageError) {
      return "it was built for another version of the studio or of Java";
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
      return "it needs more memory than there is";
    }
    if (cause instanceof StackOverflowError) {
      return "it calls itself without end";
    }
    if (cause instanceof AssertionError) {
      return "one of its own checks failed";
    }
    if (cause instanceof NullPointerException) {
      return "something that it needs is not there";
    }
    if (cause instanceof IndexOutOfBoundsException) {
      return "it reads beyond the end of its data";
    }
    if (cause instanceof NumberFormatException) {
      return "it takes a text for a number that is none";
    }
    if (cause instanceof ClassCastException || cause instanceof ArrayStoreException) {
      return "it takes one kind of value for another";
    }
    return "it has a fault that the log describes";
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
