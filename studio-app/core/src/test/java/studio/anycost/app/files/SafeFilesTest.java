package studio.anycost.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFilesTest {
  private static final byte[] CONTENT = "new".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @ValueSource(strings = {"rw-------", "rw-r-----", "rw-rw-rw-", "r--------", "rwxr-xr-x"})
  void anExistingFileKeepsItsPermissions(String wanted) throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(wanted);
    Files.setPosixFilePermissions(file, permissions);
    SafeFiles.write(file, CONTENT);
    assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    assertThat(permissions(file)).isEqualTo(wanted);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatReplacesAPrivateFileIsPrivateWhileItIsWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    SafeFiles.write(
        file,
        temporary -> {
          assertThat(permissions(temporary)).isEqualTo("rw-------");
          Files.write(temporary, CONTENT);
        });
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @CsvSource({"077,rw-------", "027,rw-r-----", "022,rw-r--r--", "002,rw-rw-r--"})
  void aNewFileIsWhatTheUmaskMakesIt(String umask, String wanted) throws Exception {
    Path file = folder.resolve("new");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // The umask belongs to a process and cannot be changed from Java.
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "umask " + umask + " && exec \"$@\"",
                "sh",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    assertThat(permissions(file)).isEqualTo(wanted);
  }

  /** Writes one file in a process of its own. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      SafeFiles.write(Path.of(arguments[0]), CONTENT);
    }
  }

  /** The system says only that there is no room, and not for what. */
  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
  void aFullDiskIsToldWithTheFile(String words) {
    Path file = folder.resolve("a");
    assertThatThrownBy(
            () ->
                SafeFiles.write(
                    file,
                    temporary -> {
                      throw new IOException("In between.", new IOException(words));
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no room left for " + file + ": free some, or take another disk.");
    assertThat(file).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsNoFileIsNotRead() throws IOException {
    Path device = Files.createSymbolicLink(folder.resolve("a"), Path.of("/dev/zero"));
    assertThatThrownBy(() -> SafeFiles.read(device, 10))
        .hasMessageContaining(device + " cannot be read: it is a pipe or a device");
    Path nothing = Files.createSymbolicLink(folder.resolve("b"), Path.of("nothing"));
    assertThatThrownBy(() -> SafeFiles.read(nothing, 10))
        .hasMessage(nothing + " is a link to a file that is not there.");
  }

  /** Umlauts are two bytes each. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e4"})
  void aNameThatIsTooLongIsToldAsTheTargets(String letter) throws IOException {
    int fits = FileNames.MOST_BYTES / letter.getBytes(StandardCharsets.UTF_8).length;
    Path longest = folder.resolve(letter.repeat(fits));
    SafeFiles.write(longest, CONTENT);
    assertThat(longest).hasBinaryContent(CONTENT);
    String name = letter.repeat(fits + 1);
    assertThatThrownBy(() -> SafeFiles.write(folder.resolve(name), CONTENT))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The name of the file is too long for a disk: take one of at most 255 bytes, not "
                + name
                + ".");
    assertThat(folder.toFile().list()).containsExactly(longest.getFileName().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "CON,true",
    "nul.png,true",
    "Com1.tar.gz,true",
    "lpt9 .jpg,true",
    "console.png,false",
    "com.png,false",
    "my.con,false",
    "com10.png,false"
  })
  void namesOfDevicesOnWindowsAreKnown(String name, boolean reserved) {
    assertThat(FileNames.isReserved(folder.resolve(name))).isEqualTo(reserved);
  }

  @Test
  void whatIsAddedStandsBehindWhatWasThere() throws IOException {
    Path file = folder.resolve("a");
    SafeFiles.append(file, CONTENT);
    SafeFiles.append(file, CONTENT);
    assertThat(file).hasContent("newnew");
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    assertThatThrownBy(
            () ->
                SafeFiles.write(
                    file,
                    temporary -> {
                      Files.write(temporary, CONTENT);
                      throw new IOException("The disk is full.");
                    }))
        .hasMessage("The disk is full.");
    assertThat(file).hasContent("old");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.toList()).isEqualTo(List.of(file));
    }
  }
}
