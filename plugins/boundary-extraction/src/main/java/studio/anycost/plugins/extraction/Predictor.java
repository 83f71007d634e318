package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.task.CancellationToken;

/**
 * Tells how much of each attribute a picture has: the bundle's predictor or a graph of the person's
 * own, with outputs {@code [N, attributes, 2]} (class 1 = present) or {@code [N, attributes]}. A
 * score is the difference of the logits, or the output itself; above 0 means present.
 */
final class Predictor {
  /** So many pictures at once: more do not fit into caches, and in between one can cancel. */
  private static final int AT_ONCE = 16;

  private static final long LARGEST_GRAPH = 512L << 20;
  private static final long LARGEST_NAMES = 1 << 20;
  private static final int MOST_NAMES = 1000;
  private static final int LONGEST_NAME = 60;

  private final Classifier classifier;
  private final Network network;
  private final List<String> names;
  private final int side;

  Predictor(Classifier classifier, Network network, int renderedSide) {
    this.classifier = classifier;
    this.network = network;
    this.names = classifier.names();
    List<Long> shape = network.inputs().get(0).shape();
    long wanted = shape.isEmpty() ? 0 : shape.get(shape.size() - 1);
    this.side = wanted > 0 ? Math.toIntExact(wanted) : renderedSide;
  }

  /**
   * @throws WrongInputException if there is none, or if the files of the person's own cannot be
   *     used
   */
  static Predictor of(Services services, Settings settings) throws IOException {
    return classifier(services.generator(), settings)
        .open(services.generator(), services.networks());
  }

  private static Classifier classifier(Generator generator, Settings settings) throws IOException {
    if (settings.classifier().isEmpty()) {
      if (settings.names().isPresent()) {
        throw new WrongInputException(Texts.of("predictor.namesOfAttributesNeed"));
      }
      return Classifier.ofModel(generator, settings.resolution());
    }
    Path file = settings.classifier().get();
    Path names =
        settings
            .names()
            .orElseThrow(
                () -> new WrongInputException(Texts.of("predictor.theClassifierNeedsThe", file)));
    return new Classifier(
        readNames(names),
        settings.resolution(),
        file.getFileName().toString(),
        read(file, LARGEST_GRAPH));
  }

  private static List<String> readNames(Path file) throws IOException {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(read(file, LARGEST_NAMES)))
              .toString();
    } catch (CharacterCodingException e) {
      throw new WrongInputException(Texts.of("predictor.theNamesInAre", file), e);
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : text.split("\\R")) {
      String name = line.strip();
      if (!name.isEmpty()) {
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
          throw new WrongInputException(Texts.of("predictor.aNameInIs", file, LONGEST_NAME));
        }
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
          throw new WrongInputException(Texts.of("predictor.theNameStandsIn", name, file));
        }
        names.add(name);
      }
    }
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      throw new WrongInputException(
          Texts.of("predictor.thereAreNamesIn", names.size(), file, MOST_NAMES));
    }
    return List.copyOf(names);
  }

  private static byte[] read(Path file, long limit) throws IOException {
    if (Files.isDirectory(file)) {
      throw new WrongInputException(Texts.of("predictor.isAFolderName", file));
    }
    if (!Files.isRegularFile(file)) {
      throw new WrongInputException(Texts.of("predictor.thereIsNoFile", file));
    }
    if (Files.size(file) > limit) {
      throw new WrongInputException(Texts.of("predictor.theFileIsLarger", file, limit >> 20));
    }
    return Files.readAllBytes(file);
  }

  /** By which the same predictor can be had on another machine. */
  Classifier classifier() {
    return classifier;
  }

  List<String> names() {
    return names;
  }

  /** A picture at the size at which it is looked at. */
  ImageTensor sized(ImageTensor picture) {
    return picture.resized(side);
  }

  /**
   * The scores of pictures, of any size.
   *
   * @return {@code [pictures][attributes]}
   */
  float[][] scores(List<ImageTensor> pictures, CancellationToken cancellation) throws IOException {
    float[][] scores = new float[pictures.size()][];
    for (int from = 0; from < scores.length; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, scores.length - from);
      int each = 3 * side * side;
      float[] input = new float[count * each];
      for (int i = 0; i < count; i++) {
        float[] picture = sized(pictures.get(from + i)).toArray();
        System.arraycopy(picture, 0, input, i * each, each);
      }
      FloatTensor output = network.run(FloatTensor.wrap(input, count, 3, side, side), cancellation);
      split(output, count, scores, from);
    }
    return scores;
  }

  private void split(FloatTensor output, int count, float[][] scores, int from) throws IOException {
    float[] values = output.toArray();
    int attributes = names.size();
    int classes = values.length == 2 * count * attributes ? 2 : 1;
    if (values.length != classes * count * attributes) {
      throw new WrongInputException(
          Texts.of(
              "predictor.theClassifierGaveValues",
              network.name(),
              values.length / count,
              attributes));
    }
    for (int i = 0; i < count; i++) {
      float[] own = new float[attributes];
      for (int attribute = 0; attribute < attributes; attribute++) {
        int at = (i * attributes + attribute) * classes;
        own[attribute] = classes == 2 ? values[at + 1] - values[at] : values[at];
        if (!Float.isFinite(own[attribute])) {
          throw new WrongInputException(Texts.of("predictor.theClassifierGaveA", network.name()));
        }
      }
      scores[from + i] = own;
    }
  }

  /** What it says of a picture that is always the same. */
  float[] probe(CancellationToken cancellation) throws IOException {
    float[] ramp = new float[3 * side * side];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 2f * (i % side) / side - 1;
    }
    return scores(List.of(ImageTensor.wrap(side, ramp)), cancellation)[0];
  }
}
