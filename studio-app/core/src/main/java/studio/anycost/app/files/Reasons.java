package studio.anycost.app.files;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import studio.anycost.app.words.Texts;

/**
 * What went wrong, in a sentence for people: the studio's own exceptions carry one, those of Java
 * carry a path, a number or the name of a class.
 */
public final class Reasons {
  private static final int MAX_WRAPPERS = 10; // a chain of causes may be a ring

  /** What only programmers read: qualified names, names of exceptions, what Java says of bugs. */
  private static final Pattern CODE =
      Pattern.compile(
          "\\b(?:java|javax|jdk|sun|com|org|net|ai|studio)\\.[a-z]\\w*\\.\\w"
              + "|\\b[A-Z]\\w+(?:Exception|Error)\\b"
              + "|Cannot invoke \"|For input string|out of bounds for |cannot be cast to");

  private Reasons() {}

  /**
   * The sentence of a failure; never blank, and without names of classes.
   *
   * @param failure of whatever kind; may be one that only wraps another
   */
  public static String of(Throwable failure) {
    Throwable cause = unwrapped(failure);
    String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
    if (cause instanceof FileSystemException system) {
      return ofFileSystem(system, message);
    }
    if (cause instanceof InvalidPathException path) {
      return Texts.of("files.reasons.cannotBeTheName", path.getInput());
    }
    if (cause instanceof FileNotFoundException) {
      return message.isEmpty() || speaksCode(message)
          ? Texts.of("files.reasons.aFileThatIs")
          : Texts.of("files.reasons.theFileCannotBe", message.replaceFirst(" \\(.*\\)$", ""));
    }
    if (cause instanceof CharacterCodingException) {
      return Texts.of("files.reasons.theFileHoldsText");
    }
    if (cause instanceof EOFException && !isSentence(message)) {
      return Texts.of("files.reasons.theFileEndsToo");
    }
    if (cause instanceof ZipException && !isSentence(message)) {
      return Texts.of("files.reasons.theFileIsNo");
    }
    if (cause instanceof OutOfMemoryError) {
      return Texts.of("files.reasons.thereIsNotEnough");
    }
    return isForPeople(cause, message) ? message : Texts.of("files.reasons.theStudioItselfFailed");
  }

  /**
   * The same with a full stop at its end, for a text that goes on behind it.
   *
   * @param failure of whatever kind; may be one that only wraps another
   */
  public static String sentence(Throwable failure) {
    String reason = of(failure);
    return isSentence(reason) ? reason : reason + ".";
  }

  /**
   * Whether people understand what a failure says, and not only programmers.
   *
   * @param message what it says; its own method need not be trusted
   */
  public static boolean isForPeople(Throwable failure, String message) {
    return isSentence(message) || !message.isEmpty() && !isBug(failure) && !speaksCode(message);
  }

  private static String ofFileSystem(FileSystemException failure, String message) {
    String file = failure.getFile();
    if (file == null || isSentence(message) && !message.startsWith(file)) {
      return message.isEmpty() ? Texts.of("files.reasons.aFileCannotBe") : message;
    }
    if (failure instanceof NoSuchFileException) {
      return Texts.of("files.reasons.thereIsNoFile", file);
    }
    if (failure instanceof AccessDeniedException) {
      return Texts.of("files.reasons.mayNotBeRead", file);
    }
    if (failure instanceof FileAlreadyExistsException) {
      return Texts.of("files.reasons.isThereAlreadyTake", file);
    }
    if (failure instanceof NotDirectoryException) {
      return Texts.of("files.reasons.isNoFolderName", file);
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return Texts.of("files.reasons.theFolderIsNot", file);
    }
    String reason = failure.getReason() == null ? "" : failure.getReason();
    if (reason.toLowerCase(Locale.ROOT).contains("no space left")) {
      return Texts.of("files.reasons.thereIsNoRoom", file);
    }
    return reason.isEmpty() || speaksCode(reason)
        ? Texts.of("files.reasons.cannotBeUsed", file)
        : Texts.of("files.reasons.cannotBeUsedBecause", file, reason);
  }

  /** Java's own messages have no full stop, the studio's have. */
  private static boolean isSentence(String message) {
    return message.endsWith(".") || message.endsWith("?");
  }

  private static boolean speaksCode(String message) {
    return CODE.matcher(message).find();
  }

  private static boolean isBug(Throwable cause) {
    return cause instanceof NullPointerException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof ClassCastException
        || cause instanceof ArithmeticException
        || cause instanceof ArrayStoreException
        || cause instanceof NegativeArraySizeException
        || cause instanceof NumberFormatException
        || cause instanceof LinkageError
        || cause instanceof VirtualMachineError;
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_WRAPPERS && cause.getCause() != null && wraps(cause); depth++) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Whether a failure says nothing that its cause does not say. */
  private static boolean wraps(Throwable failure) {
    boolean carrier =
        failure instanceof CompletionException
            || failure instanceof ExecutionException
            || failure instanceof UncheckedIOException
            || failure.getClass() == IOException.class
            || failure.getClass() == RuntimeException.class;
    String message = failure.getMessage();
    return carrier && (message == null || message.equals(failure.getCause().toString()));
  }
}
