package studio.anycost.app.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolRequest;
import studio.anycost.app.plugin.ToolResult;

/** A tool with the parameter {@code amount} in 0..10 that does what a test says. */
final class FakeTool implements Tool {
  /** What the tool does. */
  interface Behaviour {
    ToolResult run(ToolRequest request, TaskContext<ToolResult> task) throws IOException;
  }

  private final String id;
  private final ToolKind kind;
  private final Behaviour behaviour;
  private final List<ToolRequest> requests = new ArrayList<>();

  FakeTool(String id, ToolKind kind, Behaviour behaviour) {
    this.id = id;
    this.kind = kind;
    this.behaviour = behaviour;
  }

  Offered<Tool> offered(GeneratorDescription model) {
    return new Offered<>(this, info(), parameters(model));
  }

  /** What it was given, in order. */
  List<ToolRequest> requests() {
    return requests;
  }

  @Override
  public ToolKind kind() {
    return kind;
  }

  @Override
  public ToolResult run(ToolRequest request, Services services, TaskContext<ToolResult> task)
      throws IOException {
    requests.add(request);
    return behaviour.run(request, task);
  }

  @Override
  public ContributionInfo info() {
    return new ContributionInfo(id, "Tool " + id, "", 0);
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return new ParameterSchema(
        List.of(NumberParameter.of(ParameterInfo.of("amount", "Amount", ""), 0, 10, 1)));
  }
}
