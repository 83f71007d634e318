package studio.anycost.app.fx.shell;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.favourite.FavouriteStore;
import studio.anycost.app.preset.PresetFolder;
import studio.anycost.app.recovery.RecoveryFolder;
import studio.anycost.app.session.SessionFolder;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.app.settings.SliderMarkStore;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * Wires what the window shares with the rest: folders, preferences, and the factory of engines. The
 * engine itself is opened in the background by whoever shows its progress, and closed by it.
 */
final class EngineModule extends AbstractModule {
  private final StudioFolders folders;
  private final EngineFactory engines;

  EngineModule(StudioFolders folders, RuntimeOptions options) {
    this.folders = folders;
    this.engines = new EngineFactory(folders, options);
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    bind(StudioFolders.class).toInstance(folders);
    bind(EngineFactory.class).toInstance(engines);
  }

  @Provides
  @Singleton
  PreferenceStore preferences() {
    return new PreferenceStore(folders.preferencesFile());
  }

  @Provides
  @Singleton
  RecoveryFolder recovery() {
    return new RecoveryFolder(folders.recovery());
  }

  @Provides
  @Singleton
  FavouriteStore favourites() {
    return new FavouriteStore(folders.favourites());
  }

  @Provides
  @Singleton
  PresetFolder presets() {
    return new PresetFolder(folders.presets());
  }

  @Provides
  @Singleton
  SliderMarkStore sliderMarks() {
    return new SliderMarkStore(folders.sliders());
  }

  @Provides
  @Singleton
  SessionFolder session() {
    return new SessionFolder(folders.session());
  }
}
