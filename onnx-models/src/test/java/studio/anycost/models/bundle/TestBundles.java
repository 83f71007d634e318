package studio.anycost.models.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.models.io.SafeTensors;

/** A small bundle of 16 px whose graphs are arbitrary bytes, and ways to spoil it. */
final class TestBundles {
  static final int STYLE_DIMENSION = 4;
  static final ChannelTable TABLE = new ChannelTable(16, 1.0 / 256, 8);

  private TestBundles() {}

  /** The files of the bundle without its manifest. */
  static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int resolution : Resolutions.upTo(16)) {
      files.put(stageFile(resolution), ("stage " + resolution).getBytes(StandardCharsets.UTF_8));
    }
    files.put("mapping.onnx", new byte[5000]);
    files.put("encoder.onnx", new byte[] {1});
    files.put("attributes.onnx", new byte[] {2});
    files.put("boundaries.safetensors", boundaries(1f, 1, STYLE_DIMENSION));
    Map<String, SafeTensors.Tensor> noise = new LinkedHashMap<>();
    noise.put("noise_1", map(8, 0.5f));
    noise.put("noise_4", map(16, -0.25f));
    files.put("noise.safetensors", SafeTensors.toBytes(noise));
    files.put("MODEL_CARD.md", "# Kärtchen\n".getBytes(StandardCharsets.UTF_8));
    return files;
  }

  static String stageFile(int resolution) {
    return "stages/stage-%04d.onnx".formatted(resolution);
  }

  private static SafeTensors.Tensor map(int side, float value) {
    float[] data = new float[side * side];
    Arrays.fill(data, value);
    return new SafeTensors.Tensor(new int[] {1, 1, side, side}, data);
  }

  static byte[] boundaries(float length, int... shape) {
    float[] smiling = new float[product(shape)];
    smiling[1] = length;
    Map<String, SafeTensors.Tensor> boundaries = new LinkedHashMap<>();
    boundaries.put("31_Smiling", new SafeTensors.Tensor(shape, smiling));
    boundaries.put(
        "Age", new SafeTensors.Tensor(new int[] {STYLE_DIMENSION}, new float[] {.6f, 0, .8f, 0}));
    return SafeTensors.toBytes(boundaries);
  }

  static Manifest manifest() {
    List<StageEntry> stages = new ArrayList<>();
    for (int resolution : Resolutions.upTo(16)) {
      List<NoiseInput> noise =
          switch (resolution) {
            case 8 -> List.of(new NoiseInput("noise_1", 8));
            case 16 -> List.of(new NoiseInput("noise_4", 16));
            default -> List.of();
          };
      stages.add(StageEntry.of(resolution, stageFile(resolution), noise));
    }
    return new Manifest(
        "Test bundle",
        "CC0-1.0",
        "Made by a test.",
        Manifest.GeneratorShape.of(TABLE, STYLE_DIMENSION, 2),
        List.of(0.1f, -0.2f, 1e-9f, 3.4e38f),
        stages,
        "mapping.onnx",
        Optional.of("encoder.onnx"),
        Optional.of(new Manifest.Attributes("attributes.onnx", List.of("Smiling", "Young"))),
        Optional.of(
            new Manifest.Boundaries(
                "boundaries.safetensors",
                List.of(
                    new Manifest.BoundaryEntry("31_Smiling", 2.5),
                    new Manifest.BoundaryEntry("Age", 0.125)))),
        Optional.of("noise.safetensors"),
        Optional.of("MODEL_CARD.md"),
        Map.of());
  }

  /** Writes the good bundle. */
  static Path write(Path target) throws IOException {
    try (BundleWriter writer = BundleWriter.to(target)) {
      for (Map.Entry<String, byte[]> file : files().entrySet()) {
        writer.add(file.getKey(), file.getValue());
      }
      writer.finish(manifest());
    }
    return target;
  }

  /** The good bundle's manifest as JSON, with the hashes of its files. */
  static String json() {
    return json(files());
  }

  /** A manifest as JSON that vouches for other files. */
  static String json(Map<String, byte[]> files) {
    Map<String, Manifest.FileEntry> entries = new LinkedHashMap<>();
    files.forEach(
        (name, content) ->
            entries.put(name, new Manifest.FileEntry(Sha256.hex(content), content.length)));
    return new String(ManifestCodec.encode(manifest().withFiles(entries)), StandardCharsets.UTF_8);
  }

  /** Puts files into a folder without any check. */
  static Path folder(Path folder, String manifest, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Files.writeString(folder.resolve("manifest.json"), manifest);
    return folder;
  }

  /** Puts files into a zip file without any check. */
  static Path zip(Path zip, String manifest, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      entries.putNextEntry(new ZipEntry("manifest.json"));
      entries.write(manifest.getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        entries.putNextEntry(new ZipEntry(file.getKey()));
        entries.write(file.getValue());
      }
    }
    return zip;
  }

  private static int product(int[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }
}
