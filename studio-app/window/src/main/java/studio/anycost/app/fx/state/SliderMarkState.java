package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.parameter.RowMarks;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.settings.SliderMarkStore;
import studio.anycost.app.settings.SliderMarks;

/**
 * Favourites and locks among the sliders, of each edit for the open model; every change is written
 * at once into a small file. JavaFX thread only.
 */
public final class SliderMarkState {
  private static final Logger LOG = LoggerFactory.getLogger(SliderMarkState.class);

  private final SliderMarkStore store;
  private final ModelState model;
  private final Notices notices;
  private final Map<String, SliderMarks> known = new HashMap<>();
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
  private String identity = "";

  @Inject
  SliderMarkState(SliderMarkStore store, ModelState model, Notices notices) {
    this.store = store;
    this.model = model;
    this.notices = notices;
  }

  /** Grows with every change. */
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** Identity of the model that the marks are of. */
  public String model() {
    return model.get().identity();
  }

  /** What is marked of an edit for the model that is open. */
  private SliderMarks marks(String edit) {
    String now = model.get().identity();
    if (!now.equals(identity)) {
      identity = now;
      known.clear();
    }
    return known.computeIfAbsent(edit, this::read);
  }

  private SliderMarks read(String edit) {
    try {
      return store.read(edit, identity);
    } catch (NewerFileException e) {
      LOG.warn("What is marked cannot be read", e);
      notices.show(Notice.failure(Texts.of("state.sliderMarkState.favouritesAndLocksAre"), e));
      return SliderMarks.NONE;
    }
  }

  /** The keys of an edit's parameters that stay as they are when many move at once. */
  public Set<String> locked(String edit) {
    return marks(edit).locked();
  }

  private void change(String edit, UnaryOperator<SliderMarks> change) {
    SliderMarks before = marks(edit);
    try {
      known.put(edit, store.change(edit, identity, change));
    } catch (IOException e) {
      LOG.warn("What is marked cannot be written", e);
      known.put(edit, change.apply(before));
      notices.show(Notice.failure(Texts.of("state.sliderMarkState.favouritesAndLocksAre"), e));
    }
    version.set(version.get() + 1);
  }

  /** The marks of an edit's panel, which are always those of the model that is open. */
  public RowMarks of(String edit) {
    return new RowMarks() {
      @Override
      public boolean areOffered() {
        return true;
      }

      @Override
      public boolean isFavourite(String key) {
        return marks(edit).favourites().contains(key);
      }

      @Override
      public boolean isLocked(String key) {
        return marks(edit).locked().contains(key);
      }

      @Override
      public void setFavourite(String key, boolean on) {
        change(edit, marks -> marks.withFavourite(key, on));
      }

      @Override
      public void setLocked(String key, boolean on) {
        change(edit, marks -> marks.withLocked(key, on));
      }
    };
  }
}
