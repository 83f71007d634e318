package studio.anycost.models.io;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of an {@code .npy} file: a Python dictionary literal with the keys {@code descr},
 * {@code fortran_order} and {@code shape}, in any order.
 *
 * @param elementBytes 4 for float32, 8 for float64
 * @param shape sizes as the file states them; not checked yet
 */
record NpyHeader(int elementBytes, long[] shape) {
  static NpyHeader parse(String text, String file) throws InvalidFileException {
    return new Parser(text, file).header();
  }

  /** One pass over the literal. */
  private static final class Parser {
    private static final int MAX_DIGITS = 12;

    private final String text;
    private final String file;
    private int at;

    Parser(String text, String file) {
      this.text = text;
      this.file = file;
    }

    NpyHeader header() throws InvalidFileException {
      String type = null;
      Boolean fortran = null;
      long[] shape = null;
      expect('{');
      while (peek() != '}') {
        String key = string();
        expect(':');
        switch (key) {
          case "descr" -> type = string();
          case "fortran_order" -> fortran = flag();
          case "shape" -> shape = tuple();
          default -> throw damaged();
        }
        if (peek() != '}') {
          expect(',');
        }
      }
      expect('}');
      if (peek() != 0 || type == null || fortran == null || shape == null) {
        throw damaged();
      }
      if (fortran) {
        throw new InvalidFileException(
            file, "it is in Fortran order; save it with numpy.ascontiguousarray.");
      }
      return new NpyHeader(elementBytes(type), shape);
    }

    private int elementBytes(String type) throws InvalidFileException {
      return switch (type) {
        case "<f4" -> Float.BYTES;
        case "<f8" -> Double.BYTES;
        default ->
            throw new InvalidFileException(
                file,
                "its elements are not little-endian float32 or float64; convert it with"
                    + " astype('<f4').");
      };
    }

    /** The next character that is not a blank; 0 at the end. */
    private char peek() {
      while (at < text.length() && text.charAt(at) <= ' ' && text.charAt(at) > 0) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char wanted) throws InvalidFileException {
      if (peek() != wanted) {
        throw damaged();
      }
      at++;
    }

    private String string() throws InvalidFileException {
      char quote = peek();
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw damaged();
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }

    private boolean flag() throws InvalidFileException {
      peek();
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw damaged();
    }

    private long[] tuple() throws InvalidFileException {
      List<Long> sizes = new ArrayList<>();
      expect('(');
      while (peek() != ')') {
        sizes.add(number());
        if (peek() != ')') {
          expect(',');
        }
      }
      expect(')');
      return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    private long number() throws InvalidFileException {
      peek();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == start || at - start > MAX_DIGITS) {
        throw damaged();
      }
      return Long.parseLong(text.substring(start, at));
    }

    private InvalidFileException damaged() {
      return new InvalidFileException(file, "its .npy header is damaged.");
    }
  }
}
