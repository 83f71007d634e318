package studio.anycost.training.tensors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;

/**
 * The tensors of one network by their public names: parameters, which are trained, in the order in
 * which the public implementation counts them, and buffers, which are only carried along. The table
 * owns its tensors; close it when the network is no longer used.
 */
public final class Weights implements AutoCloseable {
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> buffers = new LinkedHashMap<>();

  /** Adds a trained tensor that begins as a copy of this one. */
  public void addParameter(String name, Tensor initial) {
    Tensor own = Scopes.get(() -> Tensors.keep(initial.detach().clone()));
    own.set_requires_grad(true);
    parameters.put(name, own);
  }

  /** Adds a tensor that is not trained, as a copy of this one. */
  public void addBuffer(String name, Tensor value) {
    buffers.put(name, Scopes.get(() -> Tensors.keep(value.detach().clone())));
  }

  /**
   * A tensor, which stays the table's.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Tensor get(String name) {
    Tensor found = parameters.containsKey(name) ? parameters.get(name) : buffers.get(name);
    if (found == null) {
      throw new IllegalArgumentException("There is no tensor '" + name + "'.");
    }
    return found;
  }

  /** The parameters in the public order, which stay the table's. */
  public List<Tensor> parameters() {
    return new ArrayList<>(parameters.values());
  }

  /** Lets parameters of these names keep their values: they get no gradients any more. */
  public void hold(Predicate<String> names) {
    parameters.forEach(
        (name, tensor) -> {
          if (names.test(name)) {
            tensor.set_requires_grad(false);
          }
        });
  }

  /** Those of the parameters that are not held, in the public order; they stay the table's. */
  public List<Tensor> trained() {
    return parameters().stream().filter(Tensor::requires_grad).toList();
  }

  /** The names of the parameters in the public order. */
  public List<String> parameterNames() {
    return List.copyOf(parameters.keySet());
  }

  /** The names of the buffers. */
  public Set<String> bufferNames() {
    return Set.copyOf(buffers.keySet());
  }

  /** All names, parameters first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(parameters.keySet());
    names.addAll(buffers.keySet());
    return names;
  }

  /**
   * Takes the values of a checkpoint. Parameters must all be there; buffers that are not keep their
   * values, as older checkpoints lack them. What else the checkpoint has is left alone.
   *
   * @throws CheckpointException naming the tensor that is missing or has another shape
   */
  public void load(TensorTable table) throws CheckpointException {
    for (String name : parameters.keySet()) {
      copy(table, name);
    }
    for (String name : buffers.keySet()) {
      if (table.contains(name)) {
        copy(table, name);
      }
    }
  }

  /**
   * Takes the values of a checkpoint of a network that is called otherwise or has less.
   *
   * @param source how the checkpoint calls a tensor; empty for one that keeps its value
   * @throws CheckpointException naming the tensor that is missing or has another shape
   */
  public void load(TensorTable table, Function<String, Optional<String>> source)
      throws CheckpointException {
    for (String name : parameters.keySet()) {
      Optional<String> found = source.apply(name);
      if (found.isPresent()) {
        copy(table, found.get(), name);
      }
    }
  }

  private void copy(TensorTable table, String name) throws CheckpointException {
    copy(table, name, name);
  }

  private void copy(TensorTable table, String source, String name) throws CheckpointException {
    Tensor target = get(name);
    long[] shape = Tensors.shape(target);
    float[] values = table.require(source, shape).toFloatArray();
    Scopes.runWithoutGradients(() -> target.copy_(Tensors.of(values, shape)));
  }

  /**
   * Takes the values of another table with the same names.
   *
   * @throws IllegalArgumentException if a name is missing there or has another shape
   */
  public void copyFrom(Weights other) {
    for (String name : names()) {
      Tensor source = other.get(name);
      if (!Arrays.equals(Tensors.shape(source), Tensors.shape(get(name)))) {
        throw new IllegalArgumentException("'" + name + "' has another shape.");
      }
      Scopes.runWithoutGradients(() -> get(name).copy_(source));
    }
  }

  /** Frees all tensors. */
  @Override
  public void close() {
    parameters.values().forEach(Tensor::close);
    buffers.values().forEach(Tensor::close);
    parameters.clear();
    buffers.clear();
  }
}
