package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.Optional;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.fx.PanelContribution;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.plugin.Guarded;
import studio.anycost.app.plugin.Tool;

/** Builds the panels that plugins bring themselves. JavaFX thread only. */
public final class CustomPanels {
  private final PanelServices services;
  private final EditsState edits;
  private final ToolsState tools;
  private final ToolCommands commands;
  private final DocumentState documents;

  @Inject
  CustomPanels(
      StudioBackend backend,
      ToolBackend toolBackend,
      ModelState model,
      EditsState edits,
      ToolsState tools,
      ToolCommands commands,
      DocumentState documents,
      BackgroundTasks tasks,
      QuietWork quiet,
      Notices notices) {
    this.services =
        new PanelServices(backend, toolBackend, model, documents, tasks, quiet, notices);
    this.edits = edits;
    this.tools = tools;
    this.commands = commands;
    this.documents = documents;
  }

  /** The panel of an edit; nothing if controls are to be generated. */
  Optional<BroughtPanel> ofEdit(Offered<Edit> edit) {
    return build(edit.contribution(), new EditPanelContext(services, edit, edits, documents));
  }

  /** The panel of a tool; nothing if controls are to be generated. */
  Optional<BroughtPanel> ofTool(Offered<Tool> tool) {
    return build(
        tool.contribution(), new ToolPanelContext(services, tool, tools, commands, documents));
  }

  private static Optional<BroughtPanel> build(Object contribution, StudioPanelContext context) {
    return contribution instanceof Guarded guarded
        ? guarded
            .as(PanelContribution.class)
            .flatMap(brought -> BroughtPanel.build(brought, guarded.guard(), context))
        : Optional.empty();
  }
}
