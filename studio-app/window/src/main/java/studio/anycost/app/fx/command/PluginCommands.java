package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.ComparisonState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.task.JobInfo;

/**
 * Installs plugins and switches them on and off, and tells when one fails: its panel goes, the
 * studio goes on. JavaFX thread only.
 */
public final class PluginCommands {
  private final StudioBackend backend;
  private final DocumentState documents;
  private final EditsState edits;
  private final ToolBackend toolBackend;
  private final ToolsState tools;
  private final PreviewState preview;
  private final ComparisonState comparison;
  private final ViewState views;
  private final BackgroundTasks tasks;
  private final Notices notices;
  private final ReadOnlyObjectWrapper<List<PluginReport>> reports =
      new ReadOnlyObjectWrapper<>(List.of());
  private final StudioBackend.Listener listener;
  private final Map<String, List<String>> contributed = new HashMap<>();

  /** Of edits that are or were there, by their ids. */
  private final Map<String, String> names = new HashMap<>();

  @Inject
  public PluginCommands(
      StudioBackend backend,
      DocumentState documents,
      EditsState edits,
      ToolBackend toolBackend,
      ToolsState tools,
      PreviewState preview,
      ComparisonState comparison,
      ViewState views,
      BackgroundTasks tasks,
      Notices notices,
      @FxThread Executor fx) {
    this.backend = backend;
    this.documents = documents;
    this.edits = edits;
    this.toolBackend = toolBackend;
    this.tools = tools;
    this.preview = preview;
    this.comparison = comparison;
    this.views = views;
    this.tasks = tasks;
    this.notices = notices;
    this.listener = report -> fx.execute(() -> changed(report));
  }

  /** Listens from now on, and tells of plugins that failed before. */
  public void start() {
    backend.addListener(listener);
    refresh();
    reports.get().forEach(this::tellFailure);
  }

  /** Listens no longer. */
  public void stop() {
    backend.removeListener(listener);
  }

  /** Every plugin file that was found. */
  public ReadOnlyObjectProperty<List<PluginReport>> reportsProperty() {
    return reports.getReadOnlyProperty();
  }

  /** Installs a plugin in the background. */
  public void install(Path jar) {
    change(
        Texts.of("command.pluginCommands.install", jar.getFileName()),
        () -> backend.installPlugin(jar),
        report -> {
          if (report.state() == PluginReport.State.STARTED) {
            notices.show(installed(report));
          } else {
            tellFailure(report);
          }
        },
        Texts.of("command.pluginCommands.thePluginWasNot"));
  }

  private Notice installed(PluginReport report) {
    String title = report.name() + " " + report.version();
    return backend
        .replacedPlugin(report.id())
        .map(
            old ->
                Notice.success(
                        Texts.of("command.pluginCommands.pluginUpdated"),
                        Texts.of("command.pluginCommands.inPlaceOf", title, old.version()))
                    .offering(Texts.of("command.pluginCommands.undo"), () -> install(old.file())))
        .orElseGet(() -> Notice.success(Texts.of("command.pluginCommands.pluginInstalled"), title));
  }

  /** Where a plugin is taken from again by {@link #reload}, if that is known. */
  public Optional<Path> origin(PluginReport plugin) {
    return backend.pluginOrigin(plugin);
  }

  /** Takes a plugin again, as it was built last, in the background; its values stay. */
  public void reload(PluginReport plugin) {
    change(
        Texts.of("command.pluginCommands.reload", plugin.name()),
        () -> backend.reloadPlugin(plugin.id()),
        report -> {
          if (report.state() == PluginReport.State.STARTED) {
            notices.show(
                Notice.success(
                    Texts.of("command.pluginCommands.pluginReloaded"),
                    report.name() + " " + report.version()));
          } else {
            tellFailure(report);
          }
        },
        Texts.of("command.pluginCommands.wasNotReloaded", plugin.name()));
  }

  /** Switches a plugin on or off in the background. */
  public void setEnabled(PluginReport plugin, boolean enabled) {
    change(
        enabled
            ? Texts.of("command.pluginCommands.start", plugin.name())
            : Texts.of("command.pluginCommands.stop", plugin.name()),
        () -> backend.setPluginEnabled(plugin.id(), enabled),
        report -> {
          if (!enabled) {
            tellLost(plugin, "command.pluginCommands.lostOff");
          }
        },
        Texts.of("command.pluginCommands.wasNotChanged", plugin.name()));
  }

  /** Whether a plugin can be removed again. */
  public boolean canUninstall(PluginReport plugin) {
    return backend.canUninstall(plugin);
  }

  /** Removes a plugin and its file in the background. */
  public void uninstall(PluginReport plugin) {
    change(
        Texts.of("command.pluginCommands.uninstall", plugin.name()),
        () -> backend.uninstallPlugin(plugin.id()),
        report -> {
          notices.show(
              Notice.success(
                      Texts.of("command.pluginCommands.pluginUninstalled"),
                      plugin.name() + " " + plugin.version())
                  .offering(Texts.of("command.pluginCommands.undo"), () -> install(report.file())));
          tellLost(plugin, "command.pluginCommands.lostGone");
        },
        Texts.of("command.pluginCommands.wasNotUninstalled", plugin.name()));
  }

  /** Whether a plugin that failed has values in the portrait that may be why. */
  public boolean canReset(PluginReport plugin) {
    return plugin.state() == PluginReport.State.FAILED
        && editsOf(plugin).anyMatch(id -> documents.get().recipe().step(id).isPresent());
  }

  /** Puts the values of a plugin that failed back, one step of the history, and starts it. */
  public void resetAndStart(PluginReport plugin) {
    List<String> ids = editsOf(plugin).toList();
    documents.change(
        Texts.written("history.reset", plugin.name()),
        document -> {
          PortraitDocument next = document;
          for (String id : ids) {
            next = next.withStep(EditStep.written(id, Map.of()));
          }
          return next;
        });
    setEnabled(plugin, true);
  }

  /** What a plugin contributed when it ran last. */
  private Stream<String> editsOf(PluginReport plugin) {
    return contributed.getOrDefault(plugin.id(), List.of()).stream();
  }

  /** A portrait that has edits of what is gone looks different, and people want to know why. */
  private void tellLost(PluginReport plugin, String why) { // why: a key
    List<String> lost =
        editsOf(plugin)
            .filter(id -> documents.get().recipe().step(id).isPresent())
            .map(id -> names.getOrDefault(id, id))
            .toList();
    if (!lost.isEmpty()) {
      notices.show(
          Notice.info(
              Texts.of("command.pluginCommands.partOfThePortrait"),
              Texts.of(why, lost.size(), String.join(", ", lost), plugin.name())));
    }
  }

  /** However it ends, what was pressed for it shows the truth again. */
  private void change(
      String title, Callable<PluginReport> work, Consumer<PluginReport> done, String failureTitle) {
    tasks.run(
        JobInfo.of(title),
        (TaskContext<Void> context) -> work.call(),
        new TaskListener<Void, PluginReport>() {
          @Override
          public void done(PluginReport report) {
            notices.settle(failureTitle);
            done.accept(report);
          }

          @Override
          public void failed(Throwable failure) {
            notices.show(Notice.failure(failureTitle, failure));
          }

          @Override
          public void finished() {
            refresh();
          }
        });
  }

  private void changed(PluginReport report) {
    refresh();
    tellFailure(report);
  }

  private void tellFailure(PluginReport report) {
    if (report.state() == PluginReport.State.FAILED) {
      notices.show(
          Notice.failure(
                  Texts.of("command.pluginCommands.pluginHasAProblem", report.name()),
                  report.problem().orElse(""))
              .offering(
                  Texts.of("command.pluginCommands.showPlugins"),
                  () ->
                      views.drawerProperty().set(java.util.Optional.of(ViewState.Drawer.PLUGINS))));
    }
  }

  private void refresh() {
    // A new list even of the same: the old one may be shown with a switch that is waiting.
    backend.plugins().stream()
        .filter(report -> report.state() == PluginReport.State.STARTED)
        .forEach(report -> contributed.put(report.id(), report.contributions()));
    reports.set(Collections.unmodifiableList(new ArrayList<>(backend.plugins())));
    edits.refresh(backend);
    edits.editsProperty().get().forEach(edit -> names.put(edit.id(), edit.info().name()));
    tools.refresh(toolBackend);
    documents.learn(tools.toolsProperty().get());
    comparison.forget();
    preview.refresh();
  }
}
