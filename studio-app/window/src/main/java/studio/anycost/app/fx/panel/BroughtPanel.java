package studio.anycost.app.fx.panel;

import java.util.Optional;
import javafx.scene.Node;
import studio.anycost.api.fx.Panel;
import studio.anycost.api.fx.PanelContribution;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.PluginGuard;

/**
 * A panel of a plugin on the screen. Its code runs behind the plugin's guard: a panel that throws
 * switches its plugin off and nothing else. JavaFX thread only.
 */
final class BroughtPanel {
  private final Panel panel;
  private final Node node;
  private final PluginGuard guard;
  private final StudioPanelContext context;
  private boolean closed;

  private BroughtPanel(Panel panel, Node node, PluginGuard guard, StudioPanelContext context) {
    this.panel = panel;
    this.node = node;
    this.guard = guard;
    this.context = context;
  }

  /** Builds a panel; empty if the plugin fails. */
  static Optional<BroughtPanel> build(
      PanelContribution brought, PluginGuard guard, StudioPanelContext context) {
    Optional<BroughtPanel> built =
        guard
            .call(
                Texts.of("panel.broughtPanel.building", context.name()),
                () -> brought.createPanel(context))
            .flatMap(
                panel ->
                    guard
                        .call(Texts.of("panel.broughtPanel.showing", context.name()), panel::node)
                        .map(node -> new BroughtPanel(panel, node, guard, context)));
    if (built.isEmpty()) {
      context.close();
    }
    return built;
  }

  Node node() {
    return node;
  }

  void show(ParameterValues values) {
    call("panel.broughtPanel.showingValues", () -> panel.show(values));
  }

  void published(Object value) {
    call("panel.broughtPanel.showingResult", () -> panel.published(value));
  }

  /** Gives back what the panel holds; later calls do nothing. */
  void close() {
    if (!closed) {
      closed = true;
      guard.last(Texts.of("panel.broughtPanel.closing", context.name()), panel::close);
      context.close();
    }
  }

  private void call(String key, Runnable work) {
    if (!closed) {
      guard.call(
          Texts.of(key, context.name()),
          () -> {
            work.run();
            return panel;
          });
    }
  }
}
