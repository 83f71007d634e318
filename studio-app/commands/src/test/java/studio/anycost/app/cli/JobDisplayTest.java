package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.anycost.app.task.Progress;

class JobDisplayTest {
  private static final Instant BEGIN = Instant.EPOCH;

  private final StringWriter err = new StringWriter();

  private JobDisplay display(ProgressStyle style) {
    PrintWriter writer = new PrintWriter(err, true);
    return JobDisplay.of(new CliContext(writer, writer, null, style), "Import");
  }

  private static Progress at(double fraction, String message) {
    return new Progress(fraction, message, Optional.of(BEGIN));
  }

  @Test
  void aTerminalShowsShareRateAndTimeLeft() {
    assertThat(ProgressText.line("Import", at(0.25, "Writing"), BEGIN.plusSeconds(10)))
        .isEqualTo("Import   25 %  2.5 %/s  30 s left  Writing");
    assertThat(ProgressText.line("Import", at(0.25, "Writing"), BEGIN.plusSeconds(100)))
        .isEqualTo("Import   25 %  15.0 %/min  5 min 0 s left  Writing");
    assertThat(ProgressText.line("Import", at(0.25, "Writing"), BEGIN.plusMillis(500)))
        .as("too early to tell")
        .isEqualTo("Import   25 %  Writing");
    assertThat(ProgressText.line("Import", at(-1, ""), BEGIN.plusSeconds(61)))
        .as("of unknown length")
        .isEqualTo("Import  1 min 1 s");
  }

  @Test
  void aTerminalsLineOverwritesItselfAndIsGoneInTheEnd() {
    try (JobDisplay display = display(ProgressStyle.LINE)) {
      display.show(at(0.1, "Reading all of it"), BEGIN.plusMillis(1));
      display.show(at(0.2, "Short"), BEGIN.plusMillis(2));
      assertThat(err.toString()).doesNotContain("\n");
      assertThat(lastOf(err.toString())).isEqualTo("Import   20 %  Short");
      display.note("A note.");
      display.show(at(0.3, "Short"), BEGIN.plusMillis(3));
    }
    assertThat(err.toString().split("\n")[0]).endsWith("\rA note.");
    assertThat(lastOf(err.toString())).isEmpty();
  }

  /** What a terminal shows at last. */
  private static String lastOf(String text) {
    String line = text.substring(text.lastIndexOf('\n') + 1);
    StringBuilder screen = new StringBuilder();
    for (String written : line.split("\r", -1)) {
      screen.replace(0, Math.min(written.length(), screen.length()), written);
    }
    return screen.toString().stripTrailing();
  }

  @Test
  void aFileGetsALineForATenthThatTookItsTime() {
    JobDisplay display = display(ProgressStyle.LINES);
    display.show(at(0, "Begin"), BEGIN);
    display.show(at(0.3, "Quick"), BEGIN.plusSeconds(4));
    display.show(at(0.4, "Slow"), BEGIN.plusSeconds(6));
    display.show(at(0.5, "Too soon"), BEGIN.plusSeconds(8));
    display.show(at(0.55, "Next"), BEGIN.plusSeconds(11));
    for (int second = 12; second < 71; second++) {
      display.show(at(0.56, "The same tenth"), BEGIN.plusSeconds(second));
    }
    display.show(at(0.57, "Still there"), BEGIN.plusSeconds(71));

    assertThat(err.toString().lines())
        .containsExactly(
            "Import:  40 %, Slow, 9 s left",
            "Import:  55 %, Next, 9 s left", "Import:  57 %, Still there, 54 s left");
  }

  @Test
  void whereNobodyIsInterestedOnlyNotesAreSaid() {
    try (JobDisplay display = display(ProgressStyle.NONE)) {
      display.show(at(0.4, "Slow"), BEGIN.plusSeconds(600));
      display.note("A note.");
    }
    assertThat(err.toString().lines()).containsExactly("A note.");
  }
}
