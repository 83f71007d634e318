package studio.anycost.training.attributes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.export.resnet.ResNetSpec;
import studio.anycost.training.attributes.LabelFile.Label;
import studio.anycost.training.checkpoints.AtomicFiles;
import studio.anycost.training.data.PictureSplit;
import studio.anycost.training.lesson.Lesson;
import studio.anycost.training.models.ModelSource;
import studio.anycost.training.records.PictureSheet;
import studio.anycost.training.records.StepTable;
import studio.anycost.training.resnet.ResNet;
import studio.anycost.training.resnet.ResNetShapes;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Sizes;
import studio.anycost.training.tensors.Tensors;

/**
 * Teaches a ResNet which attributes pictures have: two logits for each, the second for a picture
 * that has it, cross entropy over those that are known.
 */
public final class AttributeLesson implements Lesson {
  /** The attributes' names, one a line, as {@code import} takes them. */
  public static final String NAMES = "attributes.txt";

  private static final int SIDE = 256;
  private static final int LOGITS = 2;
  private static final int BATCH = 16;
  private static final int CALIBRATION = 8;

  private final LabelledPictures pictures;
  private final List<Integer> known;
  private final PictureSplit split;
  private final Options options;

  /**
   * What a predictor is told.
   *
   * @param batch pictures a step, at least 1
   * @param mirrors whether half of the pictures are mirrored
   * @param start whose predictor is gone on with; if empty, weights are drawn
   * @param layers of one that is drawn
   * @param width of its first stage
   */
  public record Options(
      int batch, boolean mirrors, Optional<ModelSource> start, int layers, int width) {
    public Options {
      if (batch < 1 || width < 1) {
        throw new IllegalArgumentException("A step takes pictures, from 1 on.");
      }
    }
  }

  /**
   * A lesson.
   *
   * @param seed of the split
   * @param share of the pictures that are kept for reviews, above 0 and at most a half
   */
  public AttributeLesson(LabelledPictures pictures, long seed, double share, Options options) {
    if (!(share > 0 && share <= 0.5)) {
      throw new IllegalArgumentException(
          "The share of pictures that are kept is above 0 and at most 0.5, not " + share + ".");
    }
    this.pictures = pictures;
    this.known = pictures.known();
    if (known.isEmpty()) {
      throw new IllegalArgumentException("Nothing is known of any picture: the labels are empty.");
    }
    this.split =
        new PictureSplit(seed, known.size(), (int) Math.max(1, Math.round(share * known.size())));
    this.options = options;
  }

  @Override
  public List<String> parts() {
    return List.of("loss");
  }

  @Override
  public List<String> columns() {
    return List.of("attribute", "pictures_known", "pictures_with", "accuracy", "balanced_accuracy");
  }

  @Override
  public int batch() {
    return options.batch();
  }

  private int outputs() {
    return LOGITS * pictures.attributes().size();
  }

  @Override
  public ResNet begin(Path folder) throws IOException {
    if (options.start().isEmpty()) {
      return new ResNet(ResNetShapes.of(options.layers(), options.width(), outputs()));
    }
    ModelSource.Found found = options.start().get().attributes();
    ResNet net = found.net();
    if (net.spec().outputs() != outputs()) {
      net = withOutputs(net);
    }
    if (found.folded()) {
      int batches = Math.max(1, Math.min(CALIBRATION, split.learnt().count() / BATCH));
      net.calibrate(batches, this::calibration);
    }
    return net;
  }

  /** All but the last layer of a network, which begins anew. */
  private ResNet withOutputs(ResNet net) {
    try (net) {
      ResNetSpec spec = net.spec();
      ResNet other = new ResNet(new ResNetSpec("", spec.stemWidth(), spec.blocks(), outputs()));
      Scopes.runWithoutGradients(
          () ->
              other.weights().names().stream()
                  .filter(name -> !name.startsWith("fc."))
                  .forEach(name -> other.weights().get(name).copy_(net.weights().get(name))));
      return other;
    }
  }

  private Tensor calibration(int batch) {
    int count = Math.min(BATCH, split.learnt().count());
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(known.get(split.learnt().at((long) batch * count + i)));
    }
    return seen(some, List.of());
  }

  @Override
  public void open(Path folder, ResNet net) throws IOException {
    if (net.spec().outputs() != outputs()) {
      throw new IOException(
          "The checkpoint in "
              + folder
              + " tells other attributes than the labels: name another folder.");
    }
    byte[] names =
        (String.join("\n", pictures.attributes()) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFiles.replace(folder.resolve(NAMES), out -> out.write(names));
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("attributes", pictures.attributes());
  }

  @Override
  public Loss loss(ResNet net, long step, SplittableRandom random) {
    List<Integer> some = new ArrayList<>();
    List<Boolean> mirrored = new ArrayList<>();
    for (int i = 0; i < options.batch(); i++) {
      mirrored.add(options.mirrors() && random.nextBoolean());
      some.add(known.get(split.learnt().at((step - 1) * options.batch() + i)));
    }
    Tensor loss = loss(net.learn(seen(some, mirrored)), some);
    return new Loss(loss, List.of(Tensors.value(loss)));
  }

  /** The mean over everything that is known of the pictures. */
  Tensor loss(Tensor outputs, List<Integer> some) {
    int attributes = pictures.attributes().size();
    float[] truth = new float[some.size() * outputs()];
    int count = 0;
    for (int i = 0; i < some.size(); i++) {
      List<Label> labels = pictures.labels().get(some.get(i)).labels();
      for (int k = 0; k < attributes; k++) {
        if (labels.get(k) != Label.UNKNOWN) {
          truth[(i * attributes + k) * LOGITS + (labels.get(k) == Label.PRESENT ? 1 : 0)] = 1;
          count++;
        }
      }
    }
    Tensor likely = torch.log_softmax(outputs.view(some.size(), attributes, LOGITS), 2);
    return likely
        .mul(Tensors.of(truth, some.size(), attributes, LOGITS).to(outputs.scalar_type()))
        .sum()
        .mul(Tensors.scalar(-1.0 / Math.max(1, count)));
  }

  private Tensor seen(List<Integer> some, List<Boolean> mirrored) {
    int size = pictures.data().size();
    float[] values = new float[some.size() * 3 * size * size];
    for (int i = 0; i < some.size(); i++) {
      boolean turned = !mirrored.isEmpty() && mirrored.get(i);
      pictures.data().read(some.get(i), turned, values, i * 3 * size * size);
    }
    return Sizes.bilinear(Tensors.of(values, some.size(), 3, size, size), SIDE);
  }

  /** How often one attribute was told right. */
  private static final class Count {
    private final int[] known = new int[LOGITS];
    private final int[] right = new int[LOGITS];

    void add(boolean present, boolean told) {
      int index = present ? 1 : 0;
      known[index]++;
      right[index] += present == told ? 1 : 0;
    }

    int all() {
      return known[0] + known[1];
    }

    /** Not a number if nothing is known. */
    double accuracy() {
      return (right[0] + right[1]) / (double) all();
    }

    /** The mean of both kinds; that of one if there are no others. */
    double balanced() {
      if (known[0] == 0 || known[1] == 0) {
        return accuracy();
      }
      return (right[0] / (double) known[0] + right[1] / (double) known[1]) / 2;
    }
  }

  @Override
  public Review review(ResNet net) {
    List<Count> counts = new ArrayList<>();
    pictures.attributes().forEach(name -> counts.add(new Count()));
    List<Integer> kept = split.kept().stream().map(known::get).toList();
    for (int first = 0; first < kept.size(); first += BATCH) {
      List<Integer> some = kept.subList(first, Math.min(kept.size(), first + BATCH));
      float[] outputs =
          Scopes.get(
              () ->
                  Tensors.toArray(Scopes.withoutGradients(() -> net.apply(seen(some, List.of())))));
      count(outputs, some, counts);
    }
    Map<String, Count> known = new LinkedHashMap<>();
    for (int k = 0; k < counts.size(); k++) {
      if (counts.get(k).all() > 0) {
        known.put(pictures.attributes().get(k), counts.get(k));
      }
    }
    return review(known);
  }

  private void count(float[] outputs, List<Integer> some, List<Count> counts) {
    for (int i = 0; i < some.size(); i++) {
      List<Label> labels = pictures.labels().get(some.get(i)).labels();
      for (int k = 0; k < counts.size(); k++) {
        if (labels.get(k) != Label.UNKNOWN) {
          int at = (i * counts.size() + k) * LOGITS;
          counts.get(k).add(labels.get(k) == Label.PRESENT, outputs[at + 1] > outputs[at]);
        }
      }
    }
  }

  private static Review review(Map<String, Count> known) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, Double> curves = new TreeMap<>();
    double sum = 0;
    String worst = "";
    double least = 2;
    for (Map.Entry<String, Count> entry : known.entrySet()) {
      Count count = entry.getValue();
      double accuracy = count.accuracy();
      rows.add(
          List.of(
              cell(entry.getKey()),
              Integer.toString(count.all()),
              Integer.toString(count.known[1]),
              StepTable.cell(accuracy),
              StepTable.cell(count.balanced())));
      curves.put("Accuracy/" + entry.getKey(), accuracy);
      sum += accuracy;
      if (accuracy < least) {
        least = accuracy;
        worst = entry.getKey();
      }
    }
    double mean = sum / Math.max(1, known.size());
    curves.put("Metrics/accuracy", mean);
    return new Review(
        1 - mean,
        rows,
        curves,
        List.of(
            String.format(
                Locale.ROOT,
                "  accuracy %.1f %% on average, lowest %.1f %% (%s)",
                100 * mean,
                100 * Math.min(1, least),
                worst)));
  }

  /** A name as a cell: in quotation marks where it has to be. */
  private static String cell(String name) {
    return name.contains(",") || name.contains("\"")
        ? '"' + name.replace("\"", "\"\"") + '"'
        : name;
  }

  @Override
  public Optional<PictureSheet> sheet(ResNet net) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
