package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A tensor of an open checkpoint, or one that is {@linkplain ComputedTensor computed}. Name, shape
 * and type are known at once and for good; the data is read, or computed, each time it is asked
 * for, from a file until the {@link TorchCheckpoint} is closed.
 *
 * <p>Immutable, and safe to use from any thread. Two tensors are equal if they are the same object.
 */
public final class CheckpointTensor implements CheckpointValue {
  /** Arrays of a few more elements fail on common virtual machines. */
  static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Path file;
  private final String name;
  private final List<Long> shape;
  private final ElementType type;
  private final long elementCount;
  private final Elements elements;

  CheckpointTensor(
      Path file,
      String name,
      List<Long> shape,
      ElementType type,
      long elementCount,
      Elements elements) {
    this.file = file;
    this.name = Objects.requireNonNull(name);
    this.shape = List.copyOf(shape);
    this.type = type;
    this.elementCount = elementCount;
    this.elements = elements;
  }

  /** Where the elements come from. */
  @FunctionalInterface
  interface Elements {
    /** A new array in row-major order, as many values as the shape says. */
    float[] read() throws IOException;
  }

  /** This tensor under another name. */
  CheckpointTensor named(String newName) {
    return new CheckpointTensor(file, newName, shape, type, elementCount, elements);
  }

  /**
   * The same elements as another spelling of the model keeps them.
   *
   * @param newShape of as many elements
   * @param factor that every element is multiplied by when it is read
   * @throws IllegalArgumentException if the shape has another number of elements
   */
  public CheckpointTensor respelled(List<Long> newShape, double factor) {
    if (newShape.stream().reduce(1L, Math::multiplyExact) != elementCount) {
      throw new IllegalArgumentException(this + " cannot be " + newShape + ".");
    }
    return new CheckpointTensor(
        file, name, newShape, type, elementCount, () -> multiplied(toFloatArray(), factor));
  }

  private static float[] multiplied(float[] values, double factor) {
    for (int i = 0; factor != 1 && i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
    return values;
  }

  /**
   * In a {@link TensorTable} the name within the table, for example {@code
   * convs.3.conv.modulation.weight}. In the tree of {@link TorchCheckpoint#root()} the key, or the
   * index in its list, under which this object stands.
   */
  public String name() {
    return name;
  }

  /** Sizes of the axes, outermost first; empty for a single number. Unmodifiable. */
  public List<Long> shape() {
    return shape;
  }

  /** The type of the elements in the file. */
  public ElementType type() {
    return type;
  }

  /** The product of the shape. */
  public long elementCount() {
    return elementCount;
  }

  /**
   * Reads the elements, converted to float, into a new array in row-major order, whatever their
   * order in the file. Blocks while it reads. Takes 4 bytes for every element, and for a tensor
   * that is not contiguous also the bytes from its first to its last element for the time of the
   * call. Values are given as they are, infinite ones and NaN too; there are no checksums.
   *
   * @throws CheckpointException if the file cannot be read any more, the checkpoint is closed, or
   *     the tensor is too large for an array
   */
  public float[] toFloatArray() throws CheckpointException {
    try {
      if (elementCount > LARGEST_ARRAY) {
        throw new MalformedCheckpointException(
            "it has %d elements, more than an array can hold.".formatted(elementCount));
      }
      return elementCount == 0 ? new float[0] : elements.read();
    } catch (CheckpointException e) {
      throw e; // of the tensor that this one is another spelling of
    } catch (IOException e) {
      throw new CheckpointException(
          file, "tensor '" + Printable.of(name) + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Name, type and shape, for messages. */
  @Override
  public String toString() {
    return name + " " + type.torchName() + shape;
  }
}
