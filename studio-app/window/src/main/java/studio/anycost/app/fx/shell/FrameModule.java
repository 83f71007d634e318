package studio.anycost.app.fx.shell;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.FoldState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.theme.MotionSwitcher;
import studio.anycost.app.fx.theme.SystemAppearance;
import studio.anycost.app.fx.theme.SystemMotion;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.settings.PreferenceStore;

/**
 * What there is before any model is open: theme, preferences, the window's place. Expects {@link
 * PreferenceStore}, {@link SystemAppearance} and {@link SystemMotion} from outside.
 */
public final class FrameModule extends AbstractModule {
  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(Notices.class).in(Scopes.SINGLETON);
    bind(ThemeSwitcher.class).in(Scopes.SINGLETON);
    bind(MotionSwitcher.class).in(Scopes.SINGLETON);
    bind(WindowCloser.class).in(Scopes.SINGLETON);
    bind(WindowKeeper.class).in(Scopes.SINGLETON);
    bind(StartScreen.class).in(Scopes.SINGLETON);
  }

  @Provides
  @Singleton
  PreferenceState preferenceState(PreferenceStore store, Notices notices) {
    return new PreferenceState(store, notices);
  }

  @Provides
  @Singleton
  FoldMemory foldMemory(PreferenceState preferences) {
    return new FoldState(preferences);
  }
}
