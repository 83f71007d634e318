package studio.anycost.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.RgbImage;

class PictureDataTest {
  @TempDir private Path folder;

  @Test
  void picturesAreCutInTheMiddleAveragedAndMirrored() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos/more"));
    Files.writeString(photos.resolve("b"), "18x16");
    Files.writeString(photos.getParent().resolve("a"), "16x16");
    Files.writeString(photos.getParent().resolve("small"), "7x20");
    Files.writeString(photos.getParent().resolve("text"), "no picture");
    Path file = folder.resolve("data");
    PicturePreparation.Result result =
        new PicturePreparation(PictureDataTest::ramp)
            .prepare(folder.resolve("photos"), 8, file, (seen, all) -> {});
    assertThat(result.pictures()).isEqualTo(2);
    assertThat(result.leftOut())
        .containsExactly(
            "small: it has 7 x 20 pixels, fewer than 8 a side.", "text: this is no picture.");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("photos", "data");
    PictureData data = PictureData.open(file);
    assertThat(data.count()).isEqualTo(2);
    assertThat(data.size()).isEqualTo(8);
    float[] values = new float[1 + 3 * 64];
    data.read(0, false, values, 1);
    float[] mirrored = new float[3 * 64];
    data.read(0, true, mirrored, 0);
    for (int x = 0; x < 8; x++) {
      // Red is ten times the column, of which two make one.
      assertThat(values[1 + x]).isCloseTo((20 * x + 5) / 127.5f - 1, within(1 / 127.5f));
      assertThat(mirrored[7 - x]).isEqualTo(values[1 + x]);
      assertThat(values[1 + 64 + x]).isEqualTo(-1f);
      assertThat(values[1 + 128 + x]).isEqualTo(1f);
    }
    // A column is cut off at either side.
    data.read(1, false, mirrored, 0);
    assertThat(mirrored[0]).isCloseTo(15 / 127.5f - 1, within(1 / 127.5f));
  }

  /** As after kill -9, at every place where it may happen. */
  @Test
  void whatWasEndedGoesOnAndNothingIsLookedAtTwice() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 100; i++) {
      Files.writeString(
          photos.resolve("%03d".formatted(i)), i % 7 == 0 ? "no picture" : (8 + i) + "x" + (9 + i));
    }
    Path whole = folder.resolve("whole");
    new PicturePreparation(PictureDataTest::ramp).prepare(photos, 8, whole, (seen, all) -> {});

    Path target = folder.resolve("target");
    Set<Path> read = ConcurrentHashMap.newKeySet();
    int twice = 0;
    PicturePreparation.Result result = null;
    for (int ends = 0; result == null; ends++) {
      int most = read.size() + 40;
      AtomicInteger again = new AtomicInteger();
      try {
        result =
            new PicturePreparation(
                    file -> {
                      again.addAndGet(read.add(file) ? 0 : 1);
                      return ramp(file);
                    })
                .prepare(
                    photos,
                    8,
                    target,
                    (seen, all) -> {
                      if (read.size() >= most) {
                        throw new IllegalStateException("killed");
                      }
                    });
      } catch (IllegalStateException e) {
        assertThat(target).doesNotExist();
        if (ends == 0) {
          // The end of the process may cut a line off, and leave pictures that it does not tell of.
          Path part = folder.resolve("target.part");
          Files.write(part, new byte[100], StandardOpenOption.APPEND);
          Files.writeString(
              folder.resolve("target.part.files"), "064\t8", StandardOpenOption.APPEND);
        }
      }
      twice += again.get();
    }
    assertThat(twice).isZero();
    assertThat(read).hasSize(100);
    assertThat(result.leftOut()).hasSize(15);
    assertThat(target).hasSameBinaryContentAs(whole);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("photos", "whole", "target");
  }

  @Test
  void whatChangedMeanwhileIsLookedAtAgain() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 50; i++) {
      Files.writeString(photos.resolve("%03d".formatted(i)), "10x10");
    }
    Path target = folder.resolve("target");
    assertThatThrownBy(
            () ->
                new PicturePreparation(PictureDataTest::ramp)
                    .prepare(
                        photos,
                        8,
                        target,
                        (seen, all) -> {
                          if (seen > 0) {
                            throw new IllegalStateException("killed");
                          }
                        }))
        .isInstanceOf(IllegalStateException.class);
    Files.writeString(photos.resolve("020"), "no picture at all");
    PicturePreparation.Result result =
        new PicturePreparation(PictureDataTest::ramp).prepare(photos, 8, target, (seen, all) -> {});
    assertThat(result.pictures()).isEqualTo(49);
    assertThat(result.leftOut()).containsExactly("020: this is no picture.");
    assertThat(PictureData.open(target).count()).isEqualTo(49);
  }

  private static RgbImage ramp(Path file) throws IOException {
    String text = Files.readString(file);
    if (!text.contains("x")) {
      throw new IOException("this is no picture.");
    }
    int width = Integer.parseInt(text.substring(0, text.indexOf('x')));
    int height = Integer.parseInt(text.substring(text.indexOf('x') + 1));
    int[] rgb = new int[width * height];
    Arrays.setAll(rgb, i -> i % width * 10 << 16 | 0xff);
    return RgbImage.of(width, height, rgb);
  }

  @Test
  void whatIsNoWholeFileIsRefused() throws IOException {
    Path cut = folder.resolve("cut");
    Files.write(cut, Arrays.copyOf(PictureData.MAGIC, 16));
    assertThatThrownBy(() -> PictureData.open(cut)).hasMessageContaining("not whole");
    Path other = Files.writeString(folder.resolve("other"), "something else altogether");
    assertThatThrownBy(() -> PictureData.open(other)).hasMessageContaining("no prepared pictures");
    assertThatThrownBy(() -> PictureData.open(folder.resolve("none")))
        .hasMessageContaining("There is no file");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path target = Files.writeString(folder.resolve("target"), "ACTRAIN1 before");
    assertThatThrownBy(
            () ->
                new PicturePreparation(PictureDataTest::ramp)
                    .prepare(empty, 8, target, (seen, all) -> {}))
        .hasMessageContaining("no picture of at least 8 px");
    assertThat(target).hasContent("ACTRAIN1 before");
  }

  @Test
  void whatNobodyPreparedIsNotReplaced() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Path photo = Files.writeString(photos.resolve("a"), "9x9");
    Path taken = Files.createDirectory(folder.resolve("taken"));
    PicturePreparation preparation = new PicturePreparation(PictureDataTest::ramp);
    assertThatThrownBy(() -> preparation.prepare(photos, 8, photo, (seen, all) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(
            photo + " is there and holds no prepared pictures: name another file to write.");
    assertThatThrownBy(() -> preparation.prepare(photos, 8, taken, (seen, all) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(taken + " is a folder: name a file to write.");
    assertThat(photo).hasContent("9x9");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("photos", "taken");
    assertThat(photos.toFile().list()).containsExactly("a");
    Path data = folder.resolve("data");
    preparation.prepare(photos, 8, data, (seen, all) -> {});
    preparation.prepare(photos, 8, data, (seen, all) -> {});
    assertThat(PictureData.open(data).count()).isEqualTo(1);
  }

  @Test
  void everyEpochHasEveryPictureOnceInAnotherOrder() {
    PictureOrder order = new PictureOrder(5, 50);
    List<Integer> first = IntStream.range(0, 50).mapToObj(order::at).toList();
    List<Integer> second = IntStream.range(50, 100).mapToObj(order::at).toList();
    assertThat(new TreeSet<>(first)).hasSize(50);
    assertThat(new TreeSet<>(second)).hasSize(50);
    assertThat(second).isNotEqualTo(first);
    assertThat(new PictureOrder(5, 50).at(77)).isEqualTo(second.get(27));
  }
}
