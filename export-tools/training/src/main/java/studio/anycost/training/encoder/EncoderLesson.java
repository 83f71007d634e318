package studio.anycost.training.encoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PictureSplit;
import studio.anycost.training.lesson.Lesson;
import studio.anycost.training.models.ModelSource;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.records.PictureSheet;
import studio.anycost.training.records.StepTable;
import studio.anycost.training.resnet.ResNet;
import studio.anycost.training.resnet.ResNetShapes;
import studio.anycost.training.run.TrainingCheckpoint;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Sizes;
import studio.anycost.training.tensors.Tensors;

/**
 * Teaches an encoder, consistency-aware: every step compares the given pictures with those of the
 * full generator and of a sub-generator that is drawn. The generator does not learn. Owns generator
 * and perceptual network.
 */
public final class EncoderLesson implements Lesson {
  /** The generator, as a run keeps it. */
  public static final String GENERATOR = "generator.pt";

  /** What encoders see. */
  private static final int SIDE = 256;

  private static final int MEAN_OF = 10_000;
  private static final int BATCH = 8;
  private static final int CALIBRATION = 8;
  private static final List<String> COLUMNS =
      List.of("ratio", "resolution", "mse", "perceptual", "mse_to_full", "perceptual_to_full");

  private final PictureData data;
  private final PictureSplit split;
  private final Generator generator;
  private final Optional<PerceptualDistance> perceptual;
  private final EncoderOptions options;
  private final Start start;
  private final EncoderLoss loss;

  /**
   * What the encoder begins with.
   *
   * @param source whose encoder; if empty, weights are drawn
   * @param layers of one that is drawn, and width of its first stage
   */
  public record Start(Optional<ModelSource> source, int layers, int width) {}

  /**
   * A lesson; takes generator and perceptual network over.
   *
   * @param split which pictures are learnt from and which are kept
   * @throws IllegalArgumentException with a sentence if the pictures are smaller than the
   *     generator's
   */
  public EncoderLesson(
      PictureData data,
      PictureSplit split,
      Generator generator,
      Optional<PerceptualDistance> perceptual,
      EncoderOptions options,
      Start start) {
    int resolution = generator.spec().resolution();
    if (data.size() < resolution) {
      throw new IllegalArgumentException(
          "The pictures have "
              + data.size()
              + " px a side, and the generator renders "
              + resolution
              + ": prepare them at that size or a larger one.");
    }
    this.data = data;
    this.split = split;
    this.generator = generator;
    this.perceptual = perceptual;
    this.options = options;
    this.start = start;
    this.loss = new EncoderLoss(generator, perceptual, options);
  }

  @Override
  public List<String> parts() {
    return EncoderLoss.PARTS;
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public int batch() {
    return options.batch();
  }

  @Override
  public ResNet begin(Path folder) throws IOException {
    TrainingCheckpoint.saveGenerator(folder.resolve(GENERATOR), generator);
    GeneratorSpec spec = generator.spec();
    int outputs = generator.styles() * spec.styleDimension();
    if (start.source().isEmpty()) {
      ResNet net = new ResNet(ResNetShapes.of(start.layers(), start.width(), outputs));
      net.setMeanStyle(meanStyle());
      return net;
    }
    ModelSource.Found found = start.source().get().encoder();
    ResNet net = found.net();
    try {
      if (net.spec().outputs() != outputs) {
        throw new IOException(
            "The encoder of "
                + start.source().get().name()
                + " gives "
                + net.spec().outputs()
                + " values, and the generator takes "
                + generator.styles()
                + " styles of "
                + spec.styleDimension()
                + ": take the encoder of such a generator, or none.");
      }
      if (net.meanStyle().isEmpty()) {
        net.setMeanStyle(meanStyle());
      }
      if (found.folded()) {
        int batches = Math.max(1, Math.min(CALIBRATION, split.learnt().count() / BATCH));
        net.calibrate(batches, this::calibration);
      }
      return net;
    } catch (IOException | RuntimeException e) {
      net.close();
      throw e;
    }
  }

  private Tensor calibration(int batch) {
    int count = Math.min(BATCH, split.learnt().count());
    float[] values = new float[count * values()];
    for (int i = 0; i < count; i++) {
      data.read(split.learnt().at(batch * count + i), false, values, i * values());
    }
    return seen(tensor(values, count));
  }

  private float[] meanStyle() {
    return Tensors.toArray(
        Scopes.withoutGradients(
            () ->
                generator
                    .map(torch.randn(MEAN_OF, generator.spec().styleDimension()))
                    .mean(new long[] {0}, false, new ScalarTypeOptional())));
  }

  @Override
  public void open(Path folder, ResNet net) throws IOException {
    int outputs = generator.styles() * generator.spec().styleDimension();
    if (net.spec().outputs() != outputs || net.meanStyle().isEmpty()) {
      throw new IOException(
          "The checkpoint in " + folder + " is no encoder of this generator: name another folder.");
    }
  }

  @Override
  public Loss loss(ResNet net, long step, SplittableRandom random) {
    Tensor given = pictures(step, random);
    ChannelTable channels = generator.spec().channels();
    int narrow = ChannelTable.RATIOS.size() - 1;
    double ratio = ChannelTable.RATIOS.get(random.nextInt(narrow));
    int resolutions = Math.min(options.resolutions(), Integer.numberOfTrailingZeros(size()) - 1);
    int resolution = size() >> random.nextInt(resolutions);
    EncoderLoss.Sub sub = new EncoderLoss.Sub(Architecture.uniform(channels, ratio), resolution);
    Tensor pictures = Sizes.averaged(given, size());
    if (options.drawn() == 0) {
      return loss.of(styles(net, net.learn(seen(given))), pictures, sub, Optional.empty());
    }
    Tensor truth =
        Scopes.withoutGradients(
            () ->
                generator
                    .repeat(
                        generator.map(
                            torch.randn(options.drawn(), generator.spec().styleDimension())))
                    .contiguous());
    Tensor faces = Scopes.withoutGradients(() -> Tensors.clamp(loss.full(truth), -1, 1));
    Tensor both = styles(net, net.learn(torch.cat(new TensorVector(seen(given), seen(faces)), 0)));
    Tensor predicted = both.narrow(0, options.batch(), options.drawn());
    return loss.of(
        both.narrow(0, 0, options.batch()),
        pictures,
        sub,
        Optional.of(new EncoderLoss.Drawn(predicted, truth)));
  }

  private Tensor pictures(long step, SplittableRandom random) {
    float[] values = new float[options.batch() * values()];
    for (int i = 0; i < options.batch(); i++) {
      boolean mirrored = options.mirrors() && random.nextBoolean();
      int picture = split.learnt().at((step - 1) * options.batch() + i);
      data.read(picture, mirrored, values, i * values());
    }
    return tensor(values, options.batch());
  }

  private int size() {
    return generator.spec().resolution();
  }

  private int values() {
    return 3 * data.size() * data.size();
  }

  private Tensor tensor(float[] values, int count) {
    return Tensors.of(values, count, 3, data.size(), data.size());
  }

  private static Tensor seen(Tensor pictures) {
    return Sizes.bilinear(pictures, SIDE);
  }

  private Tensor styles(ResNet net, Tensor outputs) {
    return outputs
        .view(-1, generator.styles(), generator.spec().styleDimension())
        .add(net.meanStyle().orElseThrow());
  }

  private Tensor kept(int first, int count) {
    float[] values = new float[count * values()];
    for (int i = 0; i < count; i++) {
      data.read(split.kept().get(first + i), false, values, i * values());
    }
    return tensor(values, count);
  }

  @Override
  public Review review(ResNet net) {
    Map<Double, double[]> sums = new TreeMap<>();
    ChannelTable.RATIOS.forEach(ratio -> sums.put(ratio, new double[4]));
    int count = split.kept().size();
    for (int first = 0; first < count; first += BATCH) {
      int from = first;
      int some = Math.min(BATCH, count - first);
      Scopes.runWithoutGradients(() -> add(net, kept(from, some), sums));
    }
    List<List<String>> rows = new ArrayList<>();
    Map<String, Double> curves = new TreeMap<>();
    List<String> sentences = new ArrayList<>();
    double figure = 0;
    for (Map.Entry<Double, double[]> entry : sums.entrySet()) {
      double[] mean = Arrays.stream(entry.getValue()).map(sum -> sum / count).toArray();
      List<String> row = new ArrayList<>();
      row.add(entry.getKey().toString());
      row.add(Integer.toString(size()));
      for (double value : mean) {
        row.add(StepTable.cell(value));
      }
      rows.add(row);
      String name = "-" + entry.getKey() + "x-" + size();
      curves.put("Metrics/mse" + name, mean[0]);
      curves.put("Metrics/perceptual" + name, mean[1]);
      curves.put("Metrics/mse-to-full" + name, mean[2]);
      curves.put("Metrics/perceptual-to-full" + name, mean[3]);
      figure += options.squared() * mean[0] + options.perceptual() * mean[1];
      sentences.add(
          String.format(
              Locale.ROOT,
              "  %.2fx %d px: MSE %.4f, perceptual %.4f; to the full one %.4f, %.4f",
              entry.getKey(),
              size(),
              mean[0],
              mean[1],
              mean[2],
              mean[3]));
    }
    return new Review(figure / sums.size(), rows, curves, sentences);
  }

  private void add(ResNet net, Tensor given, Map<Double, double[]> sums) {
    Tensor styles = styles(net, net.apply(seen(given)));
    Tensor pictures = Sizes.averaged(given, size());
    Tensor full = Tensors.clamp(loss.full(styles), -1, 1);
    sums.forEach(
        (ratio, sum) -> {
          Tensor rendered = ratio == 1 ? full : Tensors.clamp(narrow(styles, ratio), -1, 1);
          long count = given.size(0);
          sum[0] += count * Tensors.value(torch.mse_loss(rendered, pictures));
          sum[1] += Tensors.value(loss.distance(rendered, pictures).sum());
          sum[2] += count * Tensors.value(torch.mse_loss(rendered, full));
          sum[3] += Tensors.value(loss.distance(rendered, full).sum());
        });
  }

  private Tensor narrow(Tensor styles, double ratio) {
    return loss.rendered(styles, Architecture.uniform(generator.spec().channels(), ratio), size());
  }

  /** A row of given pictures, one of the full generator's, one for each narrower one. */
  @Override
  public Optional<PictureSheet> sheet(ResNet net) {
    int count = Math.min(options.columns(), split.kept().size());
    List<Double> ratios = new ArrayList<>(ChannelTable.RATIOS);
    Collections.reverse(ratios);
    PictureSheet sheet = new PictureSheet(count, 1 + ratios.size(), size());
    Scopes.runWithoutGradients(
        () -> {
          Tensor given = kept(0, count);
          Tensor styles = styles(net, net.apply(seen(given)));
          put(sheet, Sizes.averaged(given, size()), 0);
          for (int row = 0; row < ratios.size(); row++) {
            put(sheet, narrow(styles, ratios.get(row)), row + 1);
          }
        });
    return Optional.of(sheet);
  }

  private static void put(PictureSheet sheet, Tensor pictures, int row) {
    float[] values = Tensors.toArray(pictures);
    for (int i = 0; i < pictures.size(0); i++) {
      sheet.put(values, i, i, row);
    }
  }

  @Override
  public void close() {
    generator.close();
    perceptual.ifPresent(PerceptualDistance::close);
  }
}
