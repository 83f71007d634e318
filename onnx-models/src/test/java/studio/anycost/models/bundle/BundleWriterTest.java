package studio.anycost.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleWriterTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void leavesNothingWhenItIsNotFinished(String name) throws Exception {
    try (BundleWriter writer = BundleWriter.to(temp.resolve(name))) {
      writer.add("mapping.onnx", new byte[10]);
    }

    assertThat(Files.list(temp)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void leavesTheOldBundleWhenTheNewOneIsWrong(String name) throws Exception {
    Path target = TestBundles.write(temp.resolve(name));
    String identity = identity(target);

    try (BundleWriter writer = BundleWriter.replacing(target)) {
      writer.add("mapping.onnx", new byte[10]);
      assertThatThrownBy(() -> writer.finish(TestBundles.manifest()))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(target.toString())
          .hasMessageContaining("stages/stage-0004.onnx");
    }

    assertThat(identity(target)).isEqualTo(identity);
    assertThat(Files.list(temp)).containsExactly(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void replacesABundle(String name) throws Exception {
    Path target = TestBundles.write(temp.resolve(name));
    String identity = identity(target);

    try (BundleWriter writer = BundleWriter.replacing(target)) {
      Map<String, byte[]> files = TestBundles.files();
      files.put("mapping.onnx", new byte[17]);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        writer.add(file.getKey(), file.getValue());
      }
      writer.finish(TestBundles.manifest());
    }

    assertThat(identity(target)).isNotEqualTo(identity);
    try (ModelBundle bundle = ModelBundle.open(target)) {
      assertThat(bundle.read("mapping.onnx")).hasSize(17);
    }
    assertThat(Files.list(temp)).containsExactly(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void keepsABundleThatNobodySaidMayGo(String name) throws Exception {
    Path target = TestBundles.write(temp.resolve(name));
    String identity = identity(target);

    assertThatThrownBy(() -> BundleWriter.to(target))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "The bundle "
                + target
                + " is not written: there is a bundle already, which would be lost. Choose another"
                + " name, or replace it with --force.");

    assertThat(identity(target)).isEqualTo(identity);
    assertThat(Files.list(temp)).containsExactly(target);
  }

  /** Another program was faster while this one was busy. */
  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void keepsABundleThatCameInBetween(String name) throws Exception {
    Path target = temp.resolve(name);
    String identity;
    try (BundleWriter writer = BundleWriter.to(target)) {
      for (Map.Entry<String, byte[]> file : TestBundles.files().entrySet()) {
        writer.add(file.getKey(), file.getValue());
      }
      identity = identity(TestBundles.write(target));
      assertThatThrownBy(() -> writer.finish(TestBundles.manifest()))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("there is a bundle already");
    }

    assertThat(identity(target)).isEqualTo(identity);
    assertThat(Files.list(temp)).containsExactly(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void writesTheSameBytesTwice(String name) throws Exception {
    Path first = TestBundles.write(Files.createDirectory(temp.resolve("1")).resolve(name));
    Path second = TestBundles.write(Files.createDirectory(temp.resolve("2")).resolve(name));

    if (name.endsWith(".zip")) {
      assertThat(first).hasSameBinaryContentAs(second);
    } else {
      for (Path file : FileTrees.files(first)) {
        assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
      }
    }
  }

  @Test
  void makesParentFoldersAndFillsAnEmptyFolder() throws Exception {
    Path target = Files.createDirectories(temp.resolve("a/b/c"));

    TestBundles.write(target);
    TestBundles.write(temp.resolve("d/e"));

    assertThat(identity(target)).isEqualTo(identity(temp.resolve("d/e")));
  }

  @Test
  void refusesAFolderThatIsNoBundle() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("documents"));
    Path novel = Files.writeString(folder.resolve("novel.txt"), "Call me");

    assertThatThrownBy(() -> BundleWriter.to(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("is not empty and is not a bundle");
    assertThat(novel).hasContent("Call me");
    assertThat(Files.list(temp)).containsExactly(folder);
  }

  @Test
  void refusesABundleWithSomebodysFiles() throws Exception {
    Path target = TestBundles.write(temp.resolve("bundle"));
    Path notes = Files.writeString(target.resolve("stages/notes.txt"), "mine");

    assertThatThrownBy(() -> BundleWriter.replacing(target))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("stages/notes.txt, which would be lost");
    assertThat(notes).hasContent("mine");
  }

  @Test
  void looksAgainBeforeItReplaces() throws Exception {
    Path target = temp.resolve("bundle");
    try (BundleWriter writer = BundleWriter.to(target)) {
      for (Map.Entry<String, byte[]> file : TestBundles.files().entrySet()) {
        writer.add(file.getKey(), file.getValue());
      }
      Files.createDirectory(target);
      Files.writeString(target.resolve("novel.txt"), "Call me");

      assertThatThrownBy(() -> writer.finish(TestBundles.manifest()))
          .isInstanceOf(BundleException.class);
    }
    assertThat(target.resolve("novel.txt")).hasContent("Call me");
    assertThat(Files.list(temp)).containsExactly(target);
  }

  @Test
  void refusesAFileOrFolderOfTheOtherKind() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "text");
    Path zip = Files.writeString(temp.resolve("text.zip"), "text");
    Path folder = Files.createDirectory(temp.resolve("folder.zip"));

    for (Path target : new Path[] {file, zip, folder}) {
      assertThatThrownBy(() -> BundleWriter.to(target))
          .isInstanceOf(BundleException.class)
          .hasMessageStartingWith("The bundle " + target + " is not written: ");
    }
    assertThat(file).hasContent("text");
    assertThat(zip).hasContent("text");
  }

  @Test
  void refusesNamesThatNoReaderWouldTake() throws Exception {
    try (BundleWriter writer = BundleWriter.to(temp.resolve("b"))) {
      writer.add("a", new byte[0]);
      for (String name : new String[] {"../x", "/x", "a", "manifest.json", "x y", ""}) {
        assertThatThrownBy(() -> writer.add(name, new byte[0]))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static String identity(Path target) throws Exception {
    try (ModelBundle bundle = ModelBundle.open(target)) {
      return bundle.identity();
    }
  }
}
