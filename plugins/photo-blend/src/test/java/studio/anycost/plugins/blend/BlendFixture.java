package studio.anycost.plugins.blend;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

/** Photos, renders and runs of the plugin. */
final class BlendFixture {
  private static final GeneratorDescription GENERATOR =
      new GeneratorDescription(
          "test",
          "0".repeat(64),
          new ChannelTable(16, 1, 8),
          2,
          List.of(1f, 2f),
          List.of(),
          List.of(),
          true);

  private BlendFixture() {}

  static RgbImage photo(int width, int height, ToDoubleBiFunction<Integer, Integer> level) {
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = (int) Math.max(0, Math.min(255, Math.round(level.applyAsDouble(x, y))));
        pixels[y * width + x] = 0xff000000 | value * 0x010101;
      }
    }
    return RgbImage.wrap(width, height, pixels);
  }

  /** A photo of one colour, 0..255. */
  static RgbImage photo(int width, int height, int red, int green, int blue) {
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, 0xff000000 | red << 16 | green << 8 | blue);
    return RgbImage.wrap(width, height, pixels);
  }

  /** A render of one colour, 0..255. */
  static ImageTensor render(int side, int red, int green, int blue) {
    float[] values = new float[3 * side * side];
    int[] colour = {red, green, blue};
    for (int i = 0; i < values.length; i++) {
      values[i] = colour[i / (side * side)] / 127.5f - 1;
    }
    return ImageTensor.wrap(side, values);
  }

  static RgbImage noisePhoto(int width, int height, Random random) {
    int[] pixels = new int[width * height];
    Arrays.setAll(pixels, i -> 0xff000000 | random.nextInt(0x1000000));
    return RgbImage.wrap(width, height, pixels);
  }

  /** A grey render. */
  static ImageTensor render(int side, ToDoubleBiFunction<Integer, Integer> level) {
    float[] values = new float[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float value = (float) (level.applyAsDouble(x, y) / 127.5 - 1);
        for (int plane = 0; plane < 3; plane++) {
          values[(plane * side + y) * side + x] = value;
        }
      }
    }
    return ImageTensor.wrap(side, values);
  }

  static ImageTensor noiseRender(int side, Random random) {
    float[] values = new float[3 * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2.4f * random.nextFloat() - 1.2f; // generators leave their range, too
    }
    return ImageTensor.wrap(side, values);
  }

  static ParameterValues values(Map<String, String> texts) {
    try {
      return new PhotoBlend().parameters(GENERATOR).parse(texts);
    } catch (ParameterException e) {
      throw new AssertionError(e);
    }
  }

  static BlendedPhoto blend(EditedFace face, Map<String, String> texts) throws IOException {
    return blend(face, texts, Optional.empty(), TaskContext.none());
  }

  static BlendedPhoto blend(
      EditedFace face,
      Map<String, String> texts,
      Optional<FaceMesh> mesh,
      TaskContext<BlendedPhoto> task)
      throws IOException {
    return new PhotoBlend().blend(face, values(texts), new TestServices(mesh), task);
  }

  static RgbImage picture(
      RgbImage photo, Alignment square, ImageTensor edited, ImageTensor unedited, String... texts)
      throws IOException {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < texts.length; i += 2) {
      map.put(texts[i], texts[i + 1]);
    }
    return blend(new EditedFace(photo, square, edited, unedited), map).picture();
  }

  /** A round face of some radius around a place, in fractions of the side. */
  static FaceMesh roundFace(double x, double y, double radius) {
    int[] oval = {
      10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
      148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
    };
    Float[] xs = new Float[FaceMesh.PLACES];
    Float[] ys = new Float[FaceMesh.PLACES];
    Arrays.fill(xs, (float) x);
    Arrays.fill(ys, (float) y);
    // 10 is the top and 152, half way round, the chin; 454 and 234 are not quite at the quarters.
    for (int i = 0; i < oval.length; i++) {
      double angle = 2 * Math.PI * i / oval.length;
      xs[oval[i]] = (float) (x + radius * Math.sin(angle));
      ys[oval[i]] = (float) (y - radius * Math.cos(angle));
    }
    return new FaceMesh(List.of(xs), List.of(ys));
  }

  static int green(RgbImage picture, int x, int y) {
    return picture.argb(x, y) >> 8 & 0xff;
  }

  private record TestServices(Optional<FaceMesh> mesh) implements Services, PortraitNetworks {
    @Override
    public Generator generator() {
      throw new AssertionError("Blending asked for the generator.");
    }

    @Override
    public Networks networks() {
      throw new AssertionError("Blending opened a network of its own.");
    }

    @Override
    public PortraitNetworks portraits() {
      return this;
    }

    @Override
    public FeatureNetwork perceptual() {
      throw new AssertionError("Blending compared pictures by a network.");
    }

    @Override
    public Optional<FaceMesh> mesh(RgbImage portrait, CancellationToken cancellation) {
      return mesh;
    }

    @Override
    public FeatureNetwork identity(FaceMesh of) {
      throw new AssertionError("Blending compared people.");
    }
  }
}
