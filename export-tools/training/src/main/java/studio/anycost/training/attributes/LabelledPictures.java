package studio.anycost.training.attributes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.training.attributes.LabelFile.Label;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PicturePreparation;

/**
 * The labelled pictures of a run, in its folder: {@code pictures.data}, prepared, and {@code
 * labels.csv} with a line for each of them, in their order.
 *
 * @param data the pictures
 * @param attributes names
 * @param labels of every picture, in the order of the attributes
 */
public record LabelledPictures(
    PictureData data, List<String> attributes, List<LabelFile.Row> labels) {
  private static final String PICTURES = "pictures.data";
  private static final String LABELS = "labels.csv";

  public LabelledPictures {
    attributes = List.copyOf(attributes);
    labels = List.copyOf(labels);
  }

  /** Whether a run has them already. */
  public static boolean areIn(Path run) {
    return Files.exists(run.resolve(PICTURES)) && Files.exists(run.resolve(LABELS));
  }

  /**
   * What making them came to.
   *
   * @param pictures how many can be learnt from
   * @param unlabelled pictures that no line names
   * @param missing lines whose file is not there or cannot be used
   * @param leftOut files that are no usable pictures, each with the reason
   */
  public record Made(int pictures, int unlabelled, int missing, List<String> leftOut) {
    public Made {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Makes them; goes on where it was if it was ended.
   *
   * @param size of the pictures in pixels a side
   * @throws IOException with a sentence if no picture has a label, or files cannot be read or
   *     written
   */
  public static Made make(
      Path run,
      Path folder,
      LabelFile labels,
      int size,
      PicturePreparation preparation,
      PicturePreparation.Progress progress)
      throws IOException {
    Files.createDirectories(run);
    PicturePreparation.Result result =
        preparation.prepare(folder, size, run.resolve(PICTURES), progress);
    Map<String, LabelFile.Row> rows = new LinkedHashMap<>();
    LabelFile.Row nothing =
        new LabelFile.Row(Collections.nCopies(labels.attributes().size(), Label.UNKNOWN));
    int labelled = 0;
    for (Path file : result.files()) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      LabelFile.Row row = labels.rows().get(name);
      labelled += row == null ? 0 : 1;
      rows.put(name, row == null ? nothing : row);
    }
    if (labelled == 0) {
      Files.deleteIfExists(run.resolve(PICTURES));
      throw new IOException(
          "No picture in "
              + folder
              + " has a line in the labels: their first cells name files as they are called from"
              + " there, for instance '"
              + rows.keySet().iterator().next()
              + "'.");
    }
    new LabelFile(labels.attributes(), rows).write(run.resolve(LABELS));
    return new Made(
        labelled, result.pictures() - labelled, labels.rows().size() - labelled, result.leftOut());
  }

  /**
   * Opens those of a run.
   *
   * @throws IOException with a sentence if they do not belong together
   */
  public static LabelledPictures open(Path run) throws IOException {
    PictureData data = PictureData.open(run.resolve(PICTURES));
    LabelFile labels = LabelFile.read(run.resolve(LABELS));
    if (labels.rows().size() != data.count()) {
      throw new IOException(
          "The labels in "
              + run
              + " are not those of its pictures: delete "
              + PICTURES
              + " and "
              + LABELS
              + " and name folder and labels again.");
    }
    return new LabelledPictures(data, labels.attributes(), List.copyOf(labels.rows().values()));
  }

  /** The pictures of which something is known. */
  public List<Integer> known() {
    List<Integer> known = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).labels().stream().anyMatch(label -> label != Label.UNKNOWN)) {
        known.add(i);
      }
    }
    return known;
  }
}
