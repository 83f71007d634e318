package studio.anycost.app.fx.view;

import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/** Tooltips that appear alike everywhere. */
public final class Tips {
  private static final double WIDTH = 300;

  private Tips() {}

  /** Sets a tooltip that is also the control's accessible help. */
  public static void set(Control control, String text) {
    control.setTooltip(prepared(new PanelTip(control, text)));
    control.setAccessibleHelp(text);
  }

  /** Takes a control's tooltip away. */
  public static void clear(Control control) {
    control.setTooltip(null);
    control.setAccessibleHelp(null);
  }

  /** Sets a tooltip on a node that is no control. */
  public static void install(Node node, String text) {
    Tooltip.install(node, prepared(new PanelTip(node, text)));
    node.setAccessibleHelp(text);
  }

  /** A tooltip that is put on a node and taken away again. */
  public static Tooltip tip(String text) {
    return prepared(new Tooltip(text));
  }

  private static Tooltip prepared(Tooltip tooltip) {
    // Escape takes it away and does what else it does: it would be lost wherever the mouse rests.
    tooltip.setConsumeAutoHidingEvents(false);
    tooltip.setShowDelay(Duration.millis(450));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(WIDTH);
    return tooltip;
  }
}
