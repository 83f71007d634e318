package studio.anycost.models.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.models.io.InvalidFileException;
import studio.anycost.models.io.Printable;
import studio.anycost.models.io.SafeTensors;
import studio.anycost.models.words.Texts;

/** The tensor files of a bundle, compared with what the manifest says of them. */
final class BundleTensors {
  private static final double UNIT_TOLERANCE = 1e-3;

  private final String bundle;
  private final Manifest manifest;
  private final VerifiedFiles files;

  BundleTensors(String bundle, Manifest manifest, VerifiedFiles files) {
    this.bundle = bundle;
    this.manifest = manifest;
    this.files = files;
  }

  /** The boundaries in the manifest's order; empty if the bundle has none. */
  List<Boundary> boundaries() throws IOException {
    if (manifest.boundaries().isEmpty()) {
      return List.of();
    }
    Manifest.Boundaries declared = manifest.boundaries().get();
    Set<String> names =
        declared.entries().stream()
            .map(Manifest.BoundaryEntry::name)
            .collect(Collectors.toUnmodifiableSet());
    Map<String, SafeTensors.Tensor> tensors = read(declared.file(), names);
    int dimension = manifest.generator().styleDimension();
    int styles = manifest.generator().channelTable().styleCount();
    List<Boundary> result = new ArrayList<>();
    for (Manifest.BoundaryEntry entry : declared.entries()) {
      SafeTensors.Tensor tensor = tensors.get(entry.name());
      int rows = tensor.data().length == dimension ? 1 : styles;
      float[] values =
          values(declared.file(), entry.name(), tensor, rows * dimension, rows, dimension);
      Boundary boundary = Boundary.perStyle(entry.name(), values, rows, entry.standardDeviation());
      if (!isUnit(boundary.normal())) {
        throw BundleException.ofFile(
            bundle, declared.file(), Texts.of("bundle.bundleTensors.notUnit", entry.name()));
      }
      Boundary judged = entry.validation().map(boundary::validated).orElse(boundary);
      SliderQuality quality = manifest.sliders().get(entry.name());
      result.add(quality == null ? judged : judged.measured(quality));
    }
    return List.copyOf(result);
  }

  private static boolean isUnit(float[] normal) {
    double square = 0;
    for (float value : normal) {
      square += (double) value * value;
    }
    return Math.abs(Math.sqrt(square) - 1) <= UNIT_TOLERANCE;
  }

  /** The fixed noise maps by input name, in the order of the stages. */
  Map<String, float[]> noise() throws IOException {
    List<NoiseInput> inputs =
        manifest.stages().stream().flatMap(stage -> stage.noiseInputs().stream()).toList();
    if (manifest.noise().isEmpty() || inputs.isEmpty()) {
      return Map.of();
    }
    String file = manifest.noise().get();
    Set<String> names =
        inputs.stream().map(NoiseInput::name).collect(Collectors.toUnmodifiableSet());
    Map<String, SafeTensors.Tensor> tensors = read(file, names);
    Map<String, float[]> result = new LinkedHashMap<>();
    for (NoiseInput input : inputs) {
      int side = input.resolution();
      result.put(
          input.name(),
          values(file, input.name(), tensors.get(input.name()), side * side, 1, 1, side, side));
    }
    return Collections.unmodifiableMap(result);
  }

  private Map<String, SafeTensors.Tensor> read(String file, Set<String> names) throws IOException {
    Map<String, SafeTensors.Tensor> tensors;
    try {
      tensors = SafeTensors.parse(files.read(file), file);
    } catch (InvalidFileException e) {
      throw BundleException.of(bundle, e.getMessage(), e);
    }
    if (!tensors.keySet().equals(names)) {
      throw BundleException.ofFile(bundle, file, Texts.of("bundle.bundleTensors.otherTensors"));
    }
    return tensors;
  }

  /** Accepts the shape, and the shape without its leading ones. */
  private float[] values(
      String file, String name, SafeTensors.Tensor tensor, int count, int... shape)
      throws BundleException {
    int skipped = shape.length - tensor.shape().length;
    boolean fits = skipped >= 0 && tensor.data().length == count;
    for (int axis = 0; fits && axis < shape.length; axis++) {
      fits = axis < skipped ? shape[axis] == 1 : shape[axis] == tensor.shape()[axis - skipped];
    }
    for (int i = 0; fits && i < count; i++) {
      fits = Float.isFinite(tensor.data()[i]);
    }
    if (!fits) {
      throw BundleException.ofFile(
          bundle, file, Texts.of("bundle.bundleTensors.wrongTensor", Printable.of(name)));
    }
    return tensor.data();
  }
}
