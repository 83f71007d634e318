package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.anycost.app.fx.parameter.PicturePoint;

/** The points of the panels in sight, to be shown on the picture. JavaFX thread only. */
public final class PicturePoints {
  private final Map<Object, List<PicturePoint>> byPanel = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<List<PicturePoint>> all =
      new ReadOnlyObjectWrapper<>(List.of());

  @Inject
  public PicturePoints() {}

  /**
   * Says which points a panel has in sight; none takes them away.
   *
   * @param panel whose they are
   */
  public void show(Object panel, List<? extends PicturePoint> points) {
    if (points.isEmpty()) {
      if (byPanel.remove(panel) == null) {
        return;
      }
    } else {
      byPanel.put(panel, List.copyOf(points));
    }
    List<PicturePoint> next = new ArrayList<>();
    byPanel.values().forEach(next::addAll);
    all.set(List.copyOf(next));
  }

  public ReadOnlyObjectProperty<List<PicturePoint>> allProperty() {
    return all.getReadOnlyProperty();
  }
}
