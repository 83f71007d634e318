package studio.anycost.app.fx.panel;

import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.plugin.Tool;

/** The context of a tool's panel: its values are what the tool runs with next. */
final class ToolPanelContext extends StudioPanelContext {
  private final Offered<Tool> tool;
  private final ToolsState tools;
  private final ToolCommands commands;
  private final DocumentState documents;

  ToolPanelContext(
      PanelServices services,
      Offered<Tool> tool,
      ToolsState tools,
      ToolCommands commands,
      DocumentState documents) {
    super(services, tool);
    this.tool = tool;
    this.tools = tools;
    this.commands = commands;
    this.documents = documents;
  }

  @Override
  public ParameterValues values() {
    return tools.values(tool, documents.get());
  }

  @Override
  void take(ParameterValues values, Gesture how) {
    tools.choose(tool, values);
  }

  @Override
  public void run() {
    if (!isClosed()) {
      commands.run(tool);
    }
  }

  @Override
  public void stop() {
    if (!isClosed()) {
      tools.running(tool.id()).ifPresent(BackgroundTask::stop);
    }
  }
}
