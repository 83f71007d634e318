package studio.anycost.app.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operators of one session took, from the file that ONNX Runtime writes: an array of
 * events in the Trace Event Format, times in microseconds.
 *
 * @param session its name as file names have it, {@code stage-for-4-px}
 * @param runs number of runs that count: all but the first, which warms the session up
 * @param operators by descending time; empty without runs that count
 */
public record SessionProfile(String session, int runs, List<OperatorTime> operators) {
  private static final String SUFFIX = ".json";
  private static final String KERNEL = "_kernel_time";

  public SessionProfile {
    operators = List.copyOf(operators);
  }

  /** Milliseconds of all operators in a run. */
  public double milliseconds() {
    return operators.stream().mapToDouble(OperatorTime::milliseconds).sum();
  }

  /**
   * Reads the profiles in a folder, in the order in which the sessions were opened.
   *
   * @throws IOException if a file cannot be read or is no complete profile
   */
  public static List<SessionProfile> readAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    List<SessionProfile> profiles = new ArrayList<>();
    for (Path file : files) {
      profiles.add(read(file));
    }
    return profiles;
  }

  /** Reads one file. */
  static SessionProfile read(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    try (MappingIterator<JsonNode> all =
        new ObjectMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
      while (all.hasNextValue()) {
        Event.of(all.nextValue()).ifPresent(events::add);
      }
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": this is no complete profile of ONNX Runtime.", e);
    }
    List<Event> runs =
        events.stream().filter(Event::isRun).sorted(Comparator.comparing(Event::start)).toList();
    int counted = Math.max(0, runs.size() - 1);
    long warm = runs.isEmpty() ? 0 : runs.get(0).end();
    Map<String, List<Event>> byOperator = new LinkedHashMap<>();
    for (Event event : events) {
      if (counted > 0 && !event.isRun() && event.start() >= warm) {
        byOperator.computeIfAbsent(event.operator(), key -> new ArrayList<>()).add(event);
      }
    }
    List<OperatorTime> operators =
        byOperator.entrySet().stream()
            .map(entry -> time(entry.getKey(), entry.getValue(), counted))
            .sorted(Comparator.comparing(OperatorTime::milliseconds).reversed())
            .toList();
    return new SessionProfile(sessionOf(file), counted, operators);
  }

  private static OperatorTime time(String operator, List<Event> events, int runs) {
    double microseconds = events.stream().mapToLong(Event::duration).sum();
    return new OperatorTime(operator, (double) events.size() / runs, microseconds / 1e3 / runs);
  }

  private static String sessionOf(Path file) {
    String[] parts = file.getFileName().toString().split("_", 3);
    return parts.length < 3 ? "" : parts[1];
  }

  /**
   * What matters of an event.
   *
   * @param operator empty for a whole run
   * @param start microseconds since the session was made
   * @param duration in microseconds
   */
  private record Event(String operator, long start, long duration) {
    static Optional<Event> of(JsonNode json) {
      String category = json.path("cat").asText();
      String name = json.path("name").asText();
      boolean run = category.equals("Session") && name.equals("model_run");
      boolean kernel = category.equals("Node") && name.endsWith(KERNEL);
      return run || kernel
          ? Optional.of(
              new Event(
                  run ? "" : json.path("args").path("op_name").asText("unknown"),
                  json.path("ts").asLong(),
                  json.path("dur").asLong()))
          : Optional.empty();
    }

    boolean isRun() {
      return operator.isEmpty();
    }

    long end() {
      return start + duration;
    }
  }
}
