package studio.anycost.app.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no plugin, or would rather be something else. */
class PluginArchiveTest {
  @TempDir Path temp;

  /** A whole plugin as far as the archive is concerned; nothing in it can be loaded. */
  private static PluginJarBuilder plugin() {
    return PluginJarBuilder.plugin("fine")
        .entry("META-INF/extensions.idx", "# comment\ntest.Edit # more\n\n".getBytes(UTF_8));
  }

  private Path file() {
    return temp.resolve("plugin.jar");
  }

  private void refused(Path file, String... parts) {
    assertThatThrownBy(() -> PluginArchive.inspect(file))
        .isInstanceOf(PluginException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("'" + file.getFileName() + "'")
        .hasMessageEndingWith(".");
  }

  @Test
  void readsTheDescriptor() throws PluginException {
    Path file =
        plugin()
            .manifest("Plugin-Name", "A fine plugin")
            .manifest("Plugin-Description", "Does it.")
            .manifest("Plugin-Provider", "Somebody")
            .manifest("Plugin-License", "MIT")
            .writeTo(file());

    PluginManifest manifest = PluginArchive.inspect(file);

    assertThat(manifest.id()).isEqualTo("fine");
    assertThat(manifest.version()).isEqualTo("1.0.0");
    assertThat(manifest.name()).isEqualTo("A fine plugin");
    assertThat(manifest.pluginClass()).isEqualTo("org.pf4j.Plugin");
    assertThat(manifest.extensions()).containsExactly("test.Edit");
    assertThat(manifest.details())
        .isEqualTo(new PluginDetails("Does it.", "Somebody", "MIT", ">=0.5.0 & <0.6.0"));
  }

  @Test
  void refusesWhatIsNoZip() throws IOException {
    refused(Files.writeString(file(), "I am a letter."), "not a readable zip file");
    refused(Files.write(file(), new byte[0]), "not a readable zip file");
  }

  @Test
  void refusesATruncatedJar() throws IOException {
    byte[] whole = Files.readAllBytes(plugin().writeTo(file()));
    for (int length = 1; length < whole.length; length += 7) {
      refused(Files.write(file(), Arrays.copyOf(whole, length)), "not a readable zip file");
    }
  }

  @Test
  void survivesDamageOfAnyKind() throws IOException {
    byte[] whole = Files.readAllBytes(plugin().writeTo(file()));
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 8; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(file(), damaged);
      try {
        assertThat(PluginArchive.inspect(file()).extensions()).isNotEmpty();
      } catch (PluginException e) {
        assertThat(e).hasMessageContaining("'plugin.jar'");
      }
    }
  }

  @Test
  void refusesOtherNamesAndFolders() throws IOException {
    refused(Files.writeString(temp.resolve("plugin.txt"), ""), ".jar", ".zip");
    refused(temp.resolve("absent.jar"), "no such file");
    refused(Files.createDirectory(temp.resolve("folder.jar")), "no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.class",
        "a/../../evil.class",
        "/etc/evil",
        "..",
        "a\\..\\evil",
        "C:evil",
        "a/.."
      })
  void refusesPathsThatLeaveTheFolder(String path) {
    refused(plugin().entry(path, new byte[1]).writeTo(file()), path, "leaves it");
  }

  @Test
  void refusesAClaimOfTwoGigabytes() throws IOException {
    byte[] bytes = Files.readAllBytes(plugin().entry("big", new byte[10]).writeTo(file()));
    assertThat(bytes.length).isLessThan(1024);
    claim(bytes, "big", 1L << 31);

    refused(Files.write(file(), bytes), "claims to unpack to more than 512 MB");
  }

  @Test
  void refusesAManifestThatUnpacksToMoreThanItClaims() throws IOException {
    byte[] bytes =
        Files.readAllBytes(
            plugin().entry("META-INF/extensions.idx", new byte[50 << 20]).writeTo(file()));
    claim(bytes, "META-INF/extensions.idx", 100);

    assertThatThrownBy(() -> PluginArchive.inspect(Files.write(file(), bytes)))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("'plugin.jar'");
  }

  @Test
  void refusesAHugeIndex() {
    byte[] index = "test.Edit\n".repeat(10_000).getBytes(UTF_8);

    refused(
        plugin().entry("META-INF/extensions.idx", index).writeTo(file()),
        "extensions.idx of more than 64 KB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/b", "a\\b", "", " ", "ä", "-x", ".hidden", "a b", "x:y"})
  void refusesAnIdWithOtherCharacters(String id) {
    refused(plugin().manifest("Plugin-Id", id).writeTo(file()), "Plugin-Id");
  }

  @Test
  void refusesAnOverlongId() {
    refused(plugin().manifest("Plugin-Id", "x".repeat(65)).writeTo(file()), "Plugin-Id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.0", "../1.0.0", "1.0.0/../..", "new"})
  void refusesAVersionThatIsNone(String version) {
    refused(plugin().manifest("Plugin-Version", version).writeTo(file()), "Plugin-Version");
  }

  @Test
  void refusesAManifestWithoutWhatIsNeeded() {
    refused(plugin().manifest("Plugin-Id", null).writeTo(file()), "no Plugin-Id");
    refused(plugin().manifest("Plugin-Version", null).writeTo(file()), "Plugin-Version");
    refused(plugin().manifest("Plugin-Requires", null).writeTo(file()), "no Plugin-Requires");
  }

  @Test
  void refusesWhatReachesForFilesBesideIt() {
    refused(plugin().manifest("Class-Path", "../../other.jar").writeTo(file()), "Class-Path");
    refused(plugin().entry("META-INF/INDEX.LIST", new byte[0]).writeTo(file()), "INDEX.LIST");
    refused(
        plugin().manifest("Plugin-Dependencies", "other").writeTo(file()),
        "depends on other plugins");
  }

  @Test
  void refusesNamesThatAreNoClasses() {
    refused(plugin().manifest("Plugin-Class", "../x").writeTo(file()), "'../x'", "no class");
    refused(
        plugin().entry("META-INF/extensions.idx", "a b".getBytes(UTF_8)).writeTo(file()),
        "'a b'",
        "no class");
  }

  @Test
  void keepsTextsShortAndOnOneLine() throws PluginException {
    Path file = plugin().manifest("Plugin-Description", "long ".repeat(1000)).writeTo(file());

    assertThat(PluginArchive.inspect(file).details().description()).hasSizeLessThan(400);
  }

  /** Overwrites the size that the central directory gives for an entry. */
  private static void claim(byte[] zip, String entry, long size) {
    ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    byte[] name = entry.getBytes(UTF_8);
    for (int at = 0; at + 46 + name.length <= zip.length; at++) {
      if (buffer.getInt(at) == 0x02014b50
          && buffer.getShort(at + 28) == name.length
          && Arrays.equals(zip, at + 46, at + 46 + name.length, name, 0, name.length)) {
        buffer.putInt(at + 24, (int) size);
        return;
      }
    }
    throw new AssertionError("no entry " + entry);
  }
}
