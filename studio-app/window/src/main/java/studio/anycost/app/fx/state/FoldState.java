package studio.anycost.app.fx.state;

import studio.anycost.app.fx.view.FoldMemory;

/** Remembers in the preferences which parts of panels are unfolded. JavaFX thread only. */
public final class FoldState implements FoldMemory {
  private final PreferenceState preferences;

  public FoldState(PreferenceState preferences) {
    this.preferences = preferences;
  }

  @Override
  public boolean isUnfolded(String part, boolean otherwise) {
    return preferences.get().unfolded().getOrDefault(part, otherwise);
  }

  @Override
  public void remember(String part, boolean unfolded) {
    preferences.update(now -> now.withUnfolded(part, unfolded));
  }
}
