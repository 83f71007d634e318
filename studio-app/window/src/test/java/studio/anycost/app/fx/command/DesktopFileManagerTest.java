package studio.anycost.app.fx.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would be started; nothing is. */
class DesktopFileManagerTest {
  @TempDir Path folder;

  @Test
  void everyDesktopHasItsProgram() throws IOException {
    Path file = Files.createFile(folder.resolve("a face.png"));
    assertThat(new DesktopFileManager("Linux").command(file))
        .containsExactly("xdg-open", folder.toString());
    assertThat(new DesktopFileManager("Mac OS X").command(file))
        .containsExactly("open", "-R", file.toString());
    assertThat(new DesktopFileManager("Windows 11").command(file))
        .containsExactly("explorer.exe", "/select,", file.toString());
  }

  @Test
  void whatIsNoFileHasItsFolderOpened() {
    Path frames = folder.resolve("film-%04d.png");
    assertThat(new DesktopFileManager("Mac OS X").command(frames))
        .containsExactly("open", folder.toString());
    assertThat(new DesktopFileManager("Windows 11").command(folder))
        .containsExactly("explorer.exe", folder.toString());
    assertThat(new DesktopFileManager("Linux").command(folder))
        .containsExactly("xdg-open", folder.toString());
  }
}
