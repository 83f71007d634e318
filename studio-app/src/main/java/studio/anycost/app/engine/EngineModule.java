package studio.anycost.app.engine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * Wires what the window shares with the rest: folders, preferences, and the factory of engines. The
 * engine itself is opened in the background by whoever shows its progress, and closed by it.
 */
public final class EngineModule extends AbstractModule {
  private final StudioFolders folders;
  private final RuntimeOptions options;

  public EngineModule(StudioFolders folders, RuntimeOptions options) {
    this.folders = folders;
    this.options = options;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    bind(StudioFolders.class).toInstance(folders);
    bind(RuntimeOptions.class).toInstance(options);
    bind(EngineFactory.class);
  }

  @Provides
  @Singleton
  PreferenceStore preferences() {
    return new PreferenceStore(folders.preferencesFile());
  }
}
