package studio.anycost.export.arrays;

import java.io.IOException;
import java.util.List;

/**
 * A float array of an open {@link ArrayFile}: name and shape are known, the values are read when
 * asked for. Safe to use from any thread.
 */
public final class NamedArray {
  private final String name;
  private final List<Integer> shape;
  private final Values values;

  NamedArray(String name, List<Integer> shape, Values values) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.values = values;
  }

  /** Where the values come from. */
  @FunctionalInterface
  interface Values {
    /** A new array, in row-major order. */
    float[] read() throws IOException;
  }

  /**
   * The key in the file; keys of dictionaries in dictionaries are joined by dots. Arrays of a list
   * are numbered from 1: {@code stem-1}, or {@code key-1} under a key. An array that stands alone
   * has the file's name without its ending. As the file has it: not checked, not made printable.
   */
  public String name() {
    return name;
  }

  /** Sizes, outermost first; empty for a single number. Unmodifiable. */
  public List<Integer> shape() {
    return shape;
  }

  /**
   * Reads the values as float32, whatever their type in the file.
   *
   * @return a new array in row-major order, as many values as the shape says; they may be infinite
   *     or not a number
   * @throws IOException if they cannot be read (any more); the message names the file
   */
  public float[] read() throws IOException {
    return values.read();
  }
}
