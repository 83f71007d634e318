package studio.anycost.app.training;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.anycost.app.words.Texts;

/**
 * Follows a run by the files of its folder, which it only reads: {@code metrics.csv}, {@code
 * evaluation.csv}, {@code run.properties} and {@code grid-STEP.png}. They may grow, be half-written
 * or missing, and be replaced meanwhile. Not thread-safe; looking blocks.
 */
public final class RunFollower {
  private static final String PLAN = "run.properties";
  private static final String METRICS = "metrics.csv";
  private static final String EVALUATION = "evaluation.csv";
  private static final int LARGEST_PLAN = 1 << 16;
  private static final int MOST_FILES = 100_000;
  private static final int MOST_CURVES = 1024;
  private static final int LONGEST_NAME = 128;

  // So many figures come first in a row.
  private static final int FIRST = 2;
  private static final Set<String> WHAT = Set.of("ratio", "resolution", "attribute");
  private static final Set<String> NO_CURVES = Set.of("pictures_known", "pictures_with");
  private static final Pattern GRID = Pattern.compile("grid-([0-9]{1,15})(-([0-9.]{1,8})x)?\\.png");

  private final Path folder;
  private final Clock clock;
  private final GrowingTable metrics;
  private final GrowingTable evaluation;
  private final Curves losses = new Curves();
  private final Curves figures = new Curves();
  // When it was at which step, so far as was seen.
  private long earlierStep;
  private Instant earlier = Instant.MIN;
  private long lastStep = -1;
  private Instant last = Instant.MIN;

  /** Follows the run of a folder. */
  public RunFollower(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.metrics = new GrowingTable(folder.resolve(METRICS));
    this.evaluation = new GrowingTable(folder.resolve(EVALUATION));
  }

  /** Whether a folder is that of a run. */
  public static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(PLAN))
        || Files.isRegularFile(folder.resolve(METRICS));
  }

  /** The figures of one table. */
  private static final class Curves implements GrowingTable.Rows {
    private final Map<String, GrowingCurve> curves = new LinkedHashMap<>();
    private List<String> header = List.of();
    private long step;

    @Override
    public void restart(List<String> newHeader) {
      header = newHeader;
      curves.clear();
      step = 0;
    }

    @Override
    public void row(List<String> cells) {
      OptionalDouble number = number(cells.get(0));
      if (number.isEmpty() || number.getAsDouble() < step) {
        return;
      }
      step = (long) number.getAsDouble();
      StringBuilder what = new StringBuilder();
      for (int i = FIRST; i < cells.size(); i++) {
        if (WHAT.contains(header.get(i))) {
          what.append(", ").append(told(header.get(i), cells.get(i)));
        }
      }
      for (int i = FIRST; i < cells.size(); i++) {
        OptionalDouble value = number(cells.get(i));
        if (!WHAT.contains(header.get(i))
            && !NO_CURVES.contains(header.get(i))
            && value.isPresent()) {
          add(shown(header.get(i)) + what, value.getAsDouble());
        }
      }
    }

    private void add(String name, double value) {
      GrowingCurve curve = curves.get(name);
      if (curve == null && curves.size() < MOST_CURVES) {
        curve = new GrowingCurve();
        curves.put(name, curve);
      }
      if (curve != null) {
        curve.add(step, value);
      }
    }

    private static String told(String column, String cell) {
      String text = shown(cell);
      return switch (column) {
        case "ratio" -> text + "x";
        case "resolution" -> text + " px";
        default -> text;
      };
    }

    private static String shown(String text) {
      String cut = text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
      return cut.replace('_', ' ').replaceAll("\\p{Cntrl}", " ");
    }

    private static OptionalDouble number(String cell) {
      try {
        double value = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }
  }

  /**
   * Looks at what there is.
   *
   * @throws IOException with a sentence if the folder is gone or is none of a run
   */
  public RunSnapshot look() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(Texts.of("training.runFollower.thereIsNoFolder", folder));
    }
    if (!isRun(folder)) {
      throw new IOException(Texts.of("training.runFollower.isNoFolderOf", folder));
    }
    metrics.look(losses);
    evaluation.look(figures);
    Instant now = clock.instant();
    Optional<Instant> written = written();
    observe(losses.step, written);
    List<RunCurve> curves = new ArrayList<>();
    losses.curves.forEach((name, curve) -> curves.add(curve.curve(name)));
    figures.curves.forEach((name, curve) -> curves.add(curve.curve(name)));
    return new RunSnapshot(folder, losses.step, steps(), written, now, rate(), curves, grids());
  }

  private Optional<Instant> written() throws IOException {
    Path file = folder.resolve(METRICS);
    return Files.exists(file)
        ? Optional.of(Files.getLastModifiedTime(file).toInstant())
        : Optional.empty();
  }

  /** A run writes its losses now and then: its speed is that between two such times. */
  private void observe(long step, Optional<Instant> written) {
    if (written.isEmpty() || step == lastStep) {
      return;
    }
    boolean back = step < lastStep;
    earlierStep = lastStep;
    earlier = back || lastStep < 0 ? Instant.MIN : last;
    lastStep = step;
    last = written.get();
  }

  private OptionalDouble rate() {
    if (earlier.equals(Instant.MIN) || !last.isAfter(earlier)) {
      return OptionalDouble.empty();
    }
    double seconds = Duration.between(earlier, last).toMillis() / 1000.0;
    return OptionalDouble.of((lastStep - earlierStep) / seconds);
  }

  private long steps() throws IOException {
    Path file = folder.resolve(PLAN);
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_PLAN) {
      return 0;
    }
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
      return Math.max(0, Long.parseLong(properties.getProperty("steps", "0").strip()));
    } catch (IllegalArgumentException e) {
      return 0; // half-written, or by another program
    }
  }

  /** The newest sheets, the full generator's first. */
  private List<RunGrid> grids() throws IOException {
    Map<String, RunGrid> newest = new TreeMap<>(Comparator.reverseOrder());
    int seen = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "grid-*.png")) {
      for (Path file : files) {
        Matcher name = GRID.matcher(file.getFileName().toString());
        if (++seen > MOST_FILES) {
          break;
        }
        if (name.matches()) {
          long step = Long.parseLong(name.group(1));
          String ratio = name.group(3) == null ? "1" : name.group(3);
          RunGrid known = newest.get(ratio);
          if (known == null || known.step() < step) {
            newest.put(ratio, new RunGrid(step, ratio + "x", file, 0));
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<RunGrid> grids = new ArrayList<>();
    for (RunGrid grid : newest.values()) {
      if (Files.exists(grid.file())) {
        long stamp = Files.getLastModifiedTime(grid.file()).toMillis();
        grids.add(new RunGrid(grid.step(), grid.label(), grid.file(), stamp));
      }
    }
    return grids;
  }
}
