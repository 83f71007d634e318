package studio.anycost.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

class SeriesTest {
  @TempDir Path folder;
  private StudioEngine engine;
  private Series series;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    Path home = folder.resolve("home");
    EngineFactory engines =
        new EngineFactory(
            new StudioFolders(
                home,
                home.resolve("plugins"),
                home.resolve("logs"),
                home.resolve("cache"),
                Optional.empty()),
            RuntimeOptions.defaults());
    engine = engines.openWithoutPlugins(engines.openBundle(Optional.empty()));
    SubGenerator small = engine.description().channels().subGenerator(0.25, 32);
    series = new Series(engine, engine.newDocument(0, 0), small, () -> {});
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private List<SeriesItem> items(int count) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    List<SeriesItem> items = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      NamedFace face = NamedFace.ofSeed(seed, new FaceStart.Known(new BaseStyle.Seed(seed)));
      items.add(
          new SeriesItem(
              face,
              Optional.of(pictures.resolve(face.fileName() + ".png")),
              Optional.empty(),
              Optional.empty()));
    }
    return items;
  }

  private List<Path> pictures() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("pictures"))) {
      return files.sorted().toList();
    }
  }

  /** Work that is stopped, or cancelled, when so many were made. */
  private TaskContext<Void> endingAfter(int count, boolean stop, CancellationSource cancellation) {
    return new TaskContext<>() {
      private int made;

      @Override
      public CancellationToken cancellation() {
        return cancellation.token();
      }

      @Override
      public boolean stopRequested() {
        return stop && made >= count;
      }

      @Override
      public ProgressListener progress() {
        return (fraction, message) -> {
          progress.add(message);
          made = Integer.parseInt(message.substring(0, message.indexOf(' ')));
          if (!stop && made == count) {
            cancellation.cancel();
          }
        };
      }

      @Override
      public void publish(Void intermediate) {}
    };
  }

  @Test
  void stoppingKeepsWhatIsMadeAndTheRestCanBeMadeLater() throws IOException {
    List<SeriesItem> items = items(40);
    int made =
        series.make(items, true, (i, p) -> {}, endingAfter(3, true, new CancellationSource()));
    assertThat(made).isEqualTo(3);
    assertThat(pictures()).hasSize(3);
    assertThat(items.stream().filter(SeriesItem::isDone))
        .containsExactlyElementsOf(items.subList(0, 3));

    List<SeriesItem> rest = items.stream().filter(item -> !item.isDone()).toList();
    assertThat(series.make(rest, true, (i, p) -> {}, TaskContext.none())).isEqualTo(37);
    assertThat(pictures()).hasSize(40);
    assertThat(progress)
        .containsExactly("0 of 40 faces", "1 of 40 faces", "2 of 40 faces", "3 of 40 faces");
  }

  @Test
  void aStopThatComesWithTheLastOneIsNoStop() throws IOException {
    List<SeriesItem> items = items(2);
    assertThat(
            series.make(items, true, (i, p) -> {}, endingAfter(2, true, new CancellationSource())))
        .isEqualTo(2);
  }

  @Test
  void cancellingLeavesWholeFilesOnly() throws IOException {
    List<SeriesItem> items = items(40);
    CancellationSource cancellation = new CancellationSource();
    assertThatThrownBy(
            () -> series.make(items, true, (i, p) -> {}, endingAfter(3, false, cancellation)))
        .isInstanceOf(CancellationException.class);
    assertThat(pictures()).isNotEmpty().hasSizeLessThan(40);
    for (Path picture : pictures()) {
      assertThat(picture.toString()).endsWith(".png");
      assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(32);
    }
  }

  @Test
  void aFileThatCannotBeWrittenEndsTheWorkWithItsSentence() throws IOException {
    List<SeriesItem> items = items(40);
    Files.createDirectory(items.get(1).picture().orElseThrow());
    assertThatThrownBy(() -> series.make(items, true, (i, p) -> {}, TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("seed0001.png is a folder");
    assertThat(pictures()).hasSizeLessThan(40);
  }

  @Test
  void nothingIsMadeOfAFaceWhoseEditFailed() throws IOException {
    Series failing =
        new Series(
            engine,
            engine.newDocument(0, 0),
            engine.description().channels().subGenerator(0.25, 32),
            () -> {
              throw new IOException("The plugin failed.");
            });
    List<SeriesItem> items = items(2);
    assertThatThrownBy(() -> failing.make(items, true, (i, p) -> {}, TaskContext.none()))
        .hasMessage("The plugin failed.");
    assertThat(pictures()).isEmpty();
  }

  @Test
  void onlyAFaceThatWasMappedHasAnInputLatent() {
    BaseStyle style = new BaseStyle.Given(engine.generator().styleOfSeed(3), "w.npy");
    NamedFace given = NamedFace.ofFile("w", 0, 1, new FaceStart.Known(style));
    assertThatThrownBy(() -> series.z(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--save-z");
  }
}
