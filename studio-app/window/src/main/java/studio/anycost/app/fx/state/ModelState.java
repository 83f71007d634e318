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
  public ModelState(GeneratorDescription model, UniformGrid subGenerators) {
    show(model, subGenerators);
  }

  /** Shows another model and its sub-generators. */
  public void show(GeneratorDescription model, UniformGrid subGenerators) {
    // The grid first: whoever hears of the description may ask for it.
    grid.set(subGenerators);
    description.set(model);
  }

  /** The same model has other directions now. */
  public void describe(GeneratorDescription model) {
    description.set(model);
  }

  /** Of the same model other sub-generators are usable now. */
  public void offer(UniformGrid subGenerators) {
    grid.set(subGenerators);
  }

  public GeneratorDescription get() {
    return description.get();
  }

  public ReadOnlyObjectProperty<GeneratorDescription> descriptionProperty() {
    return description.getReadOnlyProperty();
  }

  /** The sub-generators that are offered, and which of them are usable. */
  public ReadOnlyObjectProperty<UniformGrid> gridProperty() {
    return grid.getReadOnlyProperty();
  }

  /** Side of the full picture, pixels. */
  public int fullSide() {
    return description.get().channels().resolution();
  }
}
