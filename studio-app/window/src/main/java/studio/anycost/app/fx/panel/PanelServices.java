package studio.anycost.app.fx.panel;

import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.QuietWork;

/** What the contexts of all panels stand on. */
record PanelServices(
    StudioBackend backend,
    ToolBackend tools,
    ModelState model,
    DocumentState documents,
    BackgroundTasks tasks,
    QuietWork quiet,
    Notices notices) {}
