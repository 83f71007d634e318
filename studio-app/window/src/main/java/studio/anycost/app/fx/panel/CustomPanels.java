package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.util.Duration;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.fx.EditPanel;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.parameter.GestureCounter;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.plugin.Guarded;
import studio.anycost.app.plugin.PluginGuard;

/**
 * Panels that plugins bring themselves. Their code runs behind the plugin's guard: a panel that
 * throws switches its plugin off and nothing else.
 */
public final class CustomPanels {
  /** A panel does not tell when the hand rests: changes that follow at once are one gesture. */
  private static final Duration REST = Duration.millis(300);

  private final EditsState edits;

  @Inject
  public CustomPanels(EditsState edits) {
    this.edits = edits;
  }

  /** The section of an edit that brings a panel; nothing if controls are to be generated. */
  Optional<EditSection> section(String id, Offered<Edit> edit) {
    if (!(edit.contribution() instanceof Guarded guarded)) {
      return Optional.empty();
    }
    return guarded.as(EditPanel.class).flatMap(panel -> section(id, edit, panel, guarded.guard()));
  }

  private Optional<EditSection> section(
      String id, Offered<Edit> edit, EditPanel brought, PluginGuard guard) {
    Changes changes = new Changes(edit);
    return guard
        .call(
            "building the panel of '" + edit.info().name() + "'",
            () -> brought.createPanel(edit.schema(), changes::changed))
        .flatMap(
            panel ->
                guard
                    .<Node>call("showing the panel of '" + edit.info().name() + "'", panel::node)
                    .map(
                        node ->
                            new EditSection(
                                id,
                                edit.info(),
                                node,
                                values -> show(guard, edit, panel, values),
                                0,
                                query -> {},
                                () -> edits.reset(edit))));
  }

  private static void show(
      PluginGuard guard, Offered<Edit> edit, EditPanel.Panel panel, ParameterValues values) {
    guard.call(
        "showing values in the panel of '" + edit.info().name() + "'",
        () -> {
          panel.show(values);
          return values;
        });
  }

  /** Gathers the changes of a panel into gestures. */
  private final class Changes {
    private final Offered<Edit> edit;
    private final PauseTransition rest = new PauseTransition(REST);
    private Optional<ParameterValues> last = Optional.empty();
    private long gesture;

    Changes(Offered<Edit> edit) {
      this.edit = edit;
      rest.setOnFinished(event -> rested());
    }

    void changed(ParameterValues values) {
      if (last.isEmpty()) {
        gesture = GestureCounter.next();
      }
      last = Optional.of(values);
      rest.playFromStart();
      edits.change(edit, edit.info().name(), values, new Gesture(gesture, true));
    }

    private void rested() {
      last.ifPresent(
          values -> edits.change(edit, edit.info().name(), values, new Gesture(gesture, false)));
      last = Optional.empty();
    }
  }
}
