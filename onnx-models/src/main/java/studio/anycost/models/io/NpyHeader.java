package studio.anycost.models.io;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.models.words.Texts;

/**
 * The header of an {@code .npy} file: a Python dictionary literal with the keys {@code descr},
 * {@code fortran_order} and {@code shape}, in any order.
 *
 * @param type of the elements
 * @param order of the bytes within an element
 * @param fortran whether the first axis is the innermost, instead of the last
 * @param shape sizes as the file states them; not checked yet
 */
record NpyHeader(FloatType type, ByteOrder order, boolean fortran, long[] shape) {
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
          case "descr" -> type = type();
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
      return new NpyHeader(floatType(type), order(type), fortran, shape);
    }

    private String type() throws InvalidFileException {
      if (peek() == '[') {
        throw refused(Texts.of("io.npyHeader.records"));
      }
      return string();
    }

    private FloatType floatType(String type) throws InvalidFileException {
      String kind = type.isEmpty() ? "" : type.substring(1);
      return switch (kind) {
        case "f2" -> FloatType.FLOAT16;
        case "f4" -> FloatType.FLOAT32;
        case "f8" -> FloatType.FLOAT64;
        default -> throw refused(otherType(kind));
      };
    }

    private static String otherType(String kind) {
      String found =
          switch (kind.isEmpty() ? ' ' : kind.charAt(0)) {
            case 'i', 'u' -> Texts.of("io.npyHeader.whole");
            case 'b' -> Texts.of("io.npyHeader.truth");
            case 'c' -> Texts.of("io.npyHeader.complex");
            case 'f' -> Texts.of("io.npyHeader.unusualFloats");
            case 'S', 'U', 'a' -> Texts.of("io.npyHeader.texts");
            case 'O' -> Texts.of("io.npyHeader.objects");
            default -> Texts.of("io.npyHeader.unknownType");
          };
      return Texts.of(
          kind.startsWith("O") ? "io.npyHeader.saveAsFloats" : "io.npyHeader.convertToFloats",
          found);
    }

    private ByteOrder order(String type) throws InvalidFileException {
      return switch (type.charAt(0)) {
        case '<' -> ByteOrder.LITTLE_ENDIAN;
        case '>' -> ByteOrder.BIG_ENDIAN;
        default -> throw damaged();
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
      long value = Long.parseLong(text.substring(start, at));
      if (at < text.length() && text.charAt(at) == 'L') {
        at++; // Python 2 marked its long integers so.
      }
      return value;
    }

    private InvalidFileException damaged() {
      return refused(Texts.of("io.npyHeader.damaged"));
    }

    private InvalidFileException refused(String fault) {
      return new InvalidFileException(file, fault);
    }
  }
}
