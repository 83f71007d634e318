package studio.anycost.app.fx.state;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.preview.UniformGrid;

/** The open model as properties. JavaFX thread only. */
public final class ModelState {
  private final ReadOnlyObjectWrapper<GeneratorDescription> description =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<UniformGrid> grid = new ReadOnlyObjectWrapper<>();

  /** Begins with a model, so that there always is one. */
  public ModelState(GeneratorDescription model) {
    show(model);
  }

  /** Shows another model. */
  public void show(GeneratorDescription model) {
    // The grid first: whoever hears of the description may ask for it.
    grid.set(new UniformGrid(model.channels(), model.styleDimension()));
    description.set(model);
  }

  public GeneratorDescription get() {
    return description.get();
  }

  public ReadOnlyObjectProperty<GeneratorDescription> descriptionProperty() {
    return description.getReadOnlyProperty();
  }

  /** The sub-generators that are offered. */
  public ReadOnlyObjectProperty<UniformGrid> gridProperty() {
    return grid.getReadOnlyProperty();
  }

  /** Side of the full picture, pixels. */
  public int fullSide() {
    return description.get().channels().resolution();
  }
}
