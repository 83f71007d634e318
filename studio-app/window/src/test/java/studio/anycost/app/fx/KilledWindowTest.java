package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.recovery.RecoveryFolder;
import studio.anycost.app.recovery.UnsavedWork;

/**
 * A window that is killed at fifty random moments while somebody edits: each time the next start
 * finds everything up to a second before. Takes minutes and looks at the clock, so it runs when it
 * is asked for: {@code -Dstudio.soak=true}.
 */
@EnabledIfSystemProperty(named = "studio.soak", matches = "true")
class KilledWindowTest {
  private static final int KILLS = 50;
  private static final long MOST_LOST_MS = 1000;

  @TempDir Path folder;

  private record Change(long at, String value) {}

  @Test
  void nothingOlderThanASecondIsLost() throws Exception {
    Random random = new Random(8);
    long worst = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path home = Files.createDirectory(folder.resolve("home" + kill));
      Path said = folder.resolve("said" + kill + ".txt");
      Process process = start(home, said, random.nextLong());
      while (changes(said).size() < 5) {
        assertThat(process.isAlive()).as(Files.readString(folder.resolve("err.txt"))).isTrue();
        Thread.sleep(20);
      }
      Thread.sleep(random.nextInt(2500));
      long killed = System.currentTimeMillis();
      process.destroyForcibly().waitFor();

      List<Change> changes = changes(said);
      String last =
          changes.stream()
              .filter(change -> change.at() <= killed - MOST_LOST_MS)
              .reduce((before, after) -> after)
              .map(Change::value)
              .orElse("");
      try (RecoveryFolder next = new RecoveryFolder(home.resolve("recovery"))) {
        List<UnsavedWork> found = next.claim().work();
        if (last.isEmpty() && found.isEmpty()) {
          continue; // killed within its first second
        }
        assertThat(found).as("kill %d", kill).hasSize(1);
        String kept =
            found.get(0).project().document().recipe().step("synthetic").get().values().toString();
        int index = changes.stream().map(Change::value).toList().lastIndexOf(kept);
        assertThat(index).as("kill %d: %s was there", kill, kept).isNotNegative();
        long lost = index + 1 < changes.size() ? killed - changes.get(index + 1).at() : 0;
        worst = Math.max(worst, lost);
        assertThat(lost).as("kill %d: milliseconds lost", kill).isLessThanOrEqualTo(MOST_LOST_MS);
      }
    }
    System.out.println("Killed " + KILLS + " times; at most " + worst + " ms were lost.");
  }

  private static Process start(Path home, Path said, long seed) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The headless platform, as this process has it.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-D") || argument.startsWith("--"))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(EditingWindow.class.getName());
    command.add(home.toString());
    command.add(Long.toString(seed));
    return new ProcessBuilder(command)
        .redirectOutput(said.toFile())
        .redirectError(said.resolveSibling("err.txt").toFile())
        .start();
  }

  /** The whole lines that were said. */
  private static List<Change> changes(Path said) throws IOException {
    List<Change> changes = new ArrayList<>();
    String text = Files.readString(said);
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
      if (line.matches("\\d+ .*")) {
        int blank = line.indexOf(' ');
        changes.add(
            new Change(Long.parseLong(line.substring(0, blank)), line.substring(blank + 1)));
      }
    }
    return changes;
  }
}
