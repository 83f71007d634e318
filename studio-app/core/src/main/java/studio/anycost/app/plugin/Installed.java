package studio.anycost.app.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.app.plugin.PluginActivator.Active;
import studio.anycost.app.plugin.PluginReport.State;

/**
 * What the host knows of one file in a plugin folder.
 *
 * @param manifest empty if the file is no plugin
 * @param problem one sentence
 * @param active present in {@code STARTED} alone
 */
record Installed(
    Path file,
    Optional<PluginManifest> manifest,
    State state,
    Optional<String> problem,
    Optional<Active> active) {

  static Installed unreadable(Path file, String problem) {
    return new Installed(
        file, Optional.empty(), State.FAILED, Optional.of(problem), Optional.empty());
  }

  static Installed started(Path file, Active active) {
    return new Installed(
        file, Optional.of(active.manifest()), State.STARTED, Optional.empty(), Optional.of(active));
  }

  static Installed idle(Path file, PluginManifest manifest, State state, Optional<String> problem) {
    return new Installed(file, Optional.of(manifest), state, problem, Optional.empty());
  }

  /** The same plugin, not active. */
  Installed with(State newState, Optional<String> newProblem) {
    return new Installed(file, manifest, newState, newProblem, Optional.empty());
  }

  PluginReport report() {
    String fileName = String.valueOf(file.getFileName());
    return new PluginReport(
        manifest.map(PluginManifest::id).orElse(fileName),
        manifest.map(PluginManifest::version).orElse(""),
        manifest.map(PluginManifest::name).orElse(fileName),
        file,
        state,
        active
            .map(started -> new Contributions(started.contributions()).all())
            .orElse(List.of())
            .stream()
            .map(contribution -> contribution.info().id())
            .toList(),
        problem,
        manifest.map(PluginManifest::details).orElse(PluginDetails.NONE));
  }
}
