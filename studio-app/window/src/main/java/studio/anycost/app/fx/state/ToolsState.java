package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;

/**
 * The tools on offer, the values that they would run with, which of them run, what they found, and
 * the ways on which they found it. JavaFX thread only.
 */
public final class ToolsState {
  private final ReadOnlyObjectWrapper<List<Offered<Tool>>> tools =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObservableMap<String, ParameterValues> chosen = FXCollections.observableHashMap();
  private final ObservableMap<String, BackgroundTask> running = FXCollections.observableHashMap();
  private final ObservableMap<String, ToolResult> found = FXCollections.observableHashMap();
  private final ObservableMap<String, IterateTrack> tracks = FXCollections.observableHashMap();
  private final Map<String, Lasted> lasted = new HashMap<>();
  private final ReadOnlyObjectWrapper<Optional<Look>> look =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** An iterate that is looked at in the place of the portrait. */
  public record Look(String toolId, Iterate iterate) {}

  private record Lasted(ParameterValues values, Duration time) {}

  @Inject
  public ToolsState() {}

  /** Shows what the backend offers now; what belongs to a tool that is gone is forgotten. */
  public void refresh(ToolBackend backend) {
    List<Offered<Tool>> now = backend.tools();
    Map<String, Offered<Tool>> byId = new HashMap<>();
    now.forEach(tool -> byId.put(tool.id(), tool));
    chosen
        .entrySet()
        .removeIf(
            entry ->
                !byId.containsKey(entry.getKey())
                    || !byId.get(entry.getKey())
                        .schema()
                        .parameters()
                        .equals(entry.getValue().schema().parameters()));
    found.keySet().retainAll(byId.keySet());
    tracks.keySet().retainAll(byId.keySet());
    tools.set(now);
  }

  /** Forgets what was found for another model. */
  public void forgetFound() {
    found.clear();
    tracks.clear();
    lasted.clear();
    endLook();
  }

  public ReadOnlyObjectProperty<List<Offered<Tool>>> toolsProperty() {
    return tools.getReadOnlyProperty();
  }

  /**
   * What a tool would run with: what the person chose last, else what the document was made with,
   * else the defaults.
   */
  public ParameterValues values(Offered<Tool> tool, PortraitDocument document) {
    ParameterValues own = chosen.get(tool.id());
    if (own != null) {
      return own;
    }
    ParameterValues used = tool.schema().defaults();
    for (ToolStep run : document.runs()) {
      if (run.toolId().equals(tool.id())) {
        used = run.values().read(tool.schema());
      }
    }
    return used;
  }

  /** Takes what the person chose. */
  public void choose(Offered<Tool> tool, ParameterValues values) {
    chosen.put(tool.id(), values);
  }

  /** What was chosen, by the tool's id; changes are heard here. */
  public ObservableMap<String, ParameterValues> chosen() {
    return FXCollections.unmodifiableObservableMap(chosen);
  }

  /** Forgets what was chosen, so that a document's own values show. */
  public void forgetChosen() {
    chosen.clear();
  }

  /** The work of tools under way, by the tool's id. */
  public ObservableMap<String, BackgroundTask> running() {
    return FXCollections.unmodifiableObservableMap(running);
  }

  public Optional<BackgroundTask> running(String toolId) {
    return Optional.ofNullable(running.get(toolId));
  }

  public void started(String toolId, BackgroundTask task) {
    running.put(toolId, task);
  }

  public void ended(String toolId) {
    running.remove(toolId);
  }

  /** What tools found, complete or so far, by the tool's id. */
  public ObservableMap<String, ToolResult> found() {
    return FXCollections.unmodifiableObservableMap(found);
  }

  public void show(String toolId, ToolResult result) {
    found.put(toolId, result);
  }

  public void forget(String toolId) {
    found.remove(toolId);
  }

  /** The ways that optimizers took, by the tool's id; kept after the run. */
  public ObservableMap<String, IterateTrack> tracks() {
    return FXCollections.unmodifiableObservableMap(tracks);
  }

  /** The way that an optimizer took, if it led anywhere and is about a document. */
  public Optional<IterateTrack> track(String toolId, PortraitDocument document) {
    return Optional.ofNullable(tracks.get(toolId))
        .filter(track -> !track.iterates().isEmpty() && track.isAbout(document));
  }

  /** Begins the way of a run. */
  public void begin(String toolId, IterateTrack track) {
    tracks.put(toolId, track);
  }

  /** Adds to the way of a run. */
  public void add(String toolId, Iterate next) {
    tracks.computeIfPresent(toolId, (id, track) -> track.with(next));
  }

  /**
   * How long a run of a tool took that nobody ended, with the open model and with these values;
   * with others nobody knows.
   */
  public Optional<Duration> lasted(String toolId, ParameterValues values) {
    return Optional.ofNullable(lasted.get(toolId))
        .filter(run -> run.values().equals(values))
        .map(Lasted::time);
  }

  /** Takes how long a run took that nobody ended. */
  public void lasted(String toolId, ParameterValues values, Duration time) {
    lasted.put(toolId, new Lasted(values, time));
  }

  /** Which iterate is looked at. */
  public ReadOnlyObjectProperty<Optional<Look>> lookProperty() {
    return look.getReadOnlyProperty();
  }

  public void look(String toolId, Iterate iterate) {
    look.set(Optional.of(new Look(toolId, iterate)));
  }

  public void endLook() {
    look.set(Optional.empty());
  }
}
