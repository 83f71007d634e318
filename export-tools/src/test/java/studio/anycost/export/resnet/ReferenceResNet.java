package studio.anycost.export.resnet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import studio.anycost.export.checkpoint.TorchTensor;

/**
 * A random torchvision ResNet, written down once more from its definition: naive loops in double
 * precision, batch normalisation by itself, nothing shared with the code under test.
 */
public final class ReferenceResNet {
  private final Random random;
  private final boolean bottleneck;
  private final int[] depths;
  private final int[] widths;
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final int expansion;

  public ReferenceResNet(long seed, boolean bottleneck, int[] depths, int[] widths, int outputs) {
    this.random = new Random(seed);
    this.bottleneck = bottleneck;
    this.depths = depths;
    this.widths = widths;
    this.expansion = bottleneck ? 4 : 1;
    int stem = widths[0];
    weight("conv1", stem, 3, 7);
    norm("bn1", stem);
    int in = stem;
    for (int stage = 0; stage < 4; stage++) {
      for (int block = 0; block < depths[stage]; block++) {
        String name = "layer" + (stage + 1) + "." + block;
        int width = widths[stage];
        int out = width * expansion;
        if (bottleneck) {
          weight(name + ".conv1", width, in, 1);
          weight(name + ".conv2", width, width, 3);
          weight(name + ".conv3", out, width, 1);
          norm(name + ".bn3", out);
        } else {
          weight(name + ".conv1", width, in, 3);
          weight(name + ".conv2", width, width, 3);
        }
        norm(name + ".bn1", width);
        norm(name + ".bn2", width);
        if (in != out || stride(stage, block) != 1) {
          weight(name + ".downsample.0", out, in, 1);
          norm(name + ".downsample.1", out);
        }
        in = out;
      }
    }
    put("fc.weight", 1 / Math.sqrt(in), 0, outputs, in);
    put("fc.bias", 1, 0, outputs);
  }

  private static int stride(int stage, int block) {
    return stage > 0 && block == 0 ? 2 : 1;
  }

  private void weight(String name, int out, int in, int side) {
    put(name + ".weight", Math.sqrt(2.0 / (in * side * side)), 0, out, in, side, side);
  }

  private void norm(String name, int channels) {
    put(name + ".weight", 0.3, 1, channels);
    put(name + ".bias", 0.3, 0, channels);
    put(name + ".running_mean", 0.3, 0, channels);
    put(name + ".running_var", 0.1, 1, channels);
  }

  private void put(String name, double deviation, double mean, int... shape) {
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    double[] data = new double[count];
    for (int i = 0; i < count; i++) {
      // What the checkpoint can hold, so that both sides begin with the same numbers.
      data[i] = (float) (mean + deviation * random.nextGaussian());
      if (name.endsWith("running_var")) {
        data[i] = Math.abs(data[i]);
      }
    }
    values.put(name, data);
    shapes.put(name, shape);
  }

  /** The tensors as torchvision names them, with a prefix. */
  public Map<String, Object> checkpoint(String prefix) {
    Map<String, Object> result = new LinkedHashMap<>();
    values.forEach(
        (name, data) -> {
          long[] shape = Arrays.stream(shapes.get(name)).asLongStream().toArray();
          float[] floats = new float[data.length];
          for (int i = 0; i < data.length; i++) {
            floats[i] = (float) data[i];
          }
          result.put(prefix + name, TorchTensor.of(shape, floats));
          if (name.endsWith("running_var")) {
            result.put(
                prefix + name.replace("running_var", "num_batches_tracked"),
                TorchTensor.of(new long[0], 7));
          }
        });
    return result;
  }

  /** A feature map: planes of rows. */
  private record Planes(int channels, int side, double[] data) {
    double at(int c, int y, int x) {
      return y < 0 || x < 0 || y >= side || x >= side ? 0 : data[(c * side + y) * side + x];
    }
  }

  public double[] forward(float[] image, int side) {
    double[] pixels = new double[image.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = image[i];
    }
    Planes x = new Planes(3, side, pixels);
    x = maxPool(relu(normalise(convolve(x, "conv1", 2, 3), "bn1")));
    for (int stage = 0; stage < 4; stage++) {
      for (int block = 0; block < depths[stage]; block++) {
        x = block(x, "layer" + (stage + 1) + "." + block, stride(stage, block));
      }
    }
    double[] weight = values.get("fc.weight");
    double[] result = values.get("fc.bias").clone();
    int area = x.side() * x.side();
    for (int o = 0; o < result.length; o++) {
      for (int c = 0; c < x.channels(); c++) {
        double mean = 0;
        for (int i = 0; i < area; i++) {
          mean += x.data()[c * area + i] / area;
        }
        result[o] += weight[o * x.channels() + c] * mean;
      }
    }
    return result;
  }

  private Planes block(Planes x, String name, int stride) {
    Planes y;
    if (bottleneck) {
      y = relu(normalise(convolve(x, name + ".conv1", 1, 0), name + ".bn1"));
      y = relu(normalise(convolve(y, name + ".conv2", stride, 1), name + ".bn2"));
      y = normalise(convolve(y, name + ".conv3", 1, 0), name + ".bn3");
    } else {
      y = relu(normalise(convolve(x, name + ".conv1", stride, 1), name + ".bn1"));
      y = normalise(convolve(y, name + ".conv2", 1, 1), name + ".bn2");
    }
    Planes shortcut = x;
    if (values.containsKey(name + ".downsample.0.weight")) {
      shortcut = normalise(convolve(x, name + ".downsample.0", stride, 0), name + ".downsample.1");
    }
    double[] sum = y.data().clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += shortcut.data()[i];
    }
    return relu(new Planes(y.channels(), y.side(), sum));
  }

  private Planes convolve(Planes x, String name, int stride, int padding) {
    double[] weight = values.get(name + ".weight");
    int[] shape = shapes.get(name + ".weight");
    int out = shape[0];
    int kernel = shape[2];
    int side = (x.side() + 2 * padding - kernel) / stride + 1;
    double[] result = new double[out * side * side];
    for (int o = 0; o < out; o++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          double sum = 0;
          for (int i = 0; i < x.channels(); i++) {
            for (int ky = 0; ky < kernel; ky++) {
              for (int kx = 0; kx < kernel; kx++) {
                sum +=
                    weight[((o * x.channels() + i) * kernel + ky) * kernel + kx]
                        * x.at(i, row * stride + ky - padding, column * stride + kx - padding);
              }
            }
          }
          result[(o * side + row) * side + column] = sum;
        }
      }
    }
    return new Planes(out, side, result);
  }

  private Planes normalise(Planes x, String name) {
    double[] result = x.data().clone();
    int area = x.side() * x.side();
    for (int i = 0; i < result.length; i++) {
      int c = i / area;
      result[i] =
          (result[i] - values.get(name + ".running_mean")[c])
                  / Math.sqrt(values.get(name + ".running_var")[c] + 1e-5)
                  * values.get(name + ".weight")[c]
              + values.get(name + ".bias")[c];
    }
    return new Planes(x.channels(), x.side(), result);
  }

  private static Planes relu(Planes x) {
    double[] result = x.data().clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(0, result[i]);
    }
    return new Planes(x.channels(), x.side(), result);
  }

  /** 3x3, stride 2, padding 1; what lies outside never wins. */
  private static Planes maxPool(Planes x) {
    int side = (x.side() - 1) / 2 + 1;
    double[] result = new double[x.channels() * side * side];
    for (int c = 0; c < x.channels(); c++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          double best = Double.NEGATIVE_INFINITY;
          for (int y = Math.max(0, 2 * row - 1); y <= Math.min(x.side() - 1, 2 * row + 1); y++) {
            for (int k = Math.max(0, 2 * column - 1);
                k <= Math.min(x.side() - 1, 2 * column + 1);
                k++) {
              best = Math.max(best, x.at(c, y, k));
            }
          }
          result[(c * side + row) * side + column] = best;
        }
      }
    }
    return new Planes(x.channels(), side, result);
  }
}
