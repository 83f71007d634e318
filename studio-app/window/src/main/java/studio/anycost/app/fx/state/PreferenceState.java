package studio.anycost.app.fx.state;

import java.io.IOException;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.app.settings.Preferences;

/** The preferences as a property; every change is written at once. JavaFX thread only. */
public final class PreferenceState {
  private static final Logger LOG = LoggerFactory.getLogger(PreferenceState.class);

  private final PreferenceStore store;
  private final Notices notices;
  private final ReadOnlyObjectWrapper<Preferences> property;

  public PreferenceState(PreferenceStore store, Notices notices) {
    this.store = store;
    this.notices = notices;
    this.property = new ReadOnlyObjectWrapper<>(store.get());
    store
        .problem()
        .ifPresent(
            problem ->
                notices.show(
                    // Told while the window still opens, and not to be missed.
                    Notice.failure(
                        Texts.of("state.preferenceState.preferencesStartAfresh"), problem)));
  }

  public Preferences get() {
    return property.get();
  }

  public ReadOnlyObjectProperty<Preferences> property() {
    return property.getReadOnlyProperty();
  }

  /** Changes and writes; a failure to write is told and the change holds until the end. */
  public void update(UnaryOperator<Preferences> change) {
    try {
      store.update(change);
    } catch (IOException e) {
      LOG.warn("The preferences cannot be written", e);
      notices.show(Notice.failure(Texts.of("state.preferenceState.preferencesAreNotSaved"), e));
    }
    property.set(store.get());
  }

  /** The automatic preview with the preferred budget. */
  public PreviewMode autoPreview() {
    return new PreviewMode.Auto(get().previewBudgetMs());
  }
}
