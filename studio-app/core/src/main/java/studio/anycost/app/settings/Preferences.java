package studio.anycost.app.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import studio.anycost.app.document.BaseStyle;

/**
 * What a person chose; immutable.
 *
 * @param theme light, dark, or as the system has it
 * @param previewBudgetMs the budget of the automatic preview, 5..500 ms
 * @param psi the truncation of new faces, -2..2
 * @param scalePercent size of the window's contents from the next start on, 50..400 %; empty: as
 *     the system has it
 * @param jpegQuality of saved JPEG files, 0.5..1
 * @param mostDifference sub-generators are used up to this difference from the full generator's
 *     pictures, 0..1: 0 = none, 1 = as much as another face
 * @param perceptual the network in which pictures are compared
 * @param window place and layout of the main window; empty until it was closed once
 * @param bundle path of the model bundle that was open last; empty for the built-in one
 * @param lastFolder the folder of the last file dialog
 * @param recent what was opened or saved last, newest first
 * @param unfolded which parts of panels the person has folded or unfolded, by their names
 * @param reopen whether the studio starts with what was open last
 * @param motion whether things move on the screen by themselves
 * @param toured whether the hints of the first start were seen, or skipped
 * @param language of the window, from the next start on
 */
public record Preferences(
    Theme theme,
    double previewBudgetMs,
    double psi,
    OptionalInt scalePercent,
    double jpegQuality,
    double mostDifference,
    Perceptual perceptual,
    Optional<WindowPlacement> window,
    Optional<String> bundle,
    Optional<String> lastFolder,
    List<RecentItem> recent,
    Map<String, Boolean> unfolded,
    boolean reopen,
    Motion motion,
    boolean toured,
    Language language) {

  /** Colours of the window. */
  public enum Theme {
    SYSTEM,
    LIGHT,
    DARK
  }

  /** Whether things slide, fade and turn. */
  public enum Motion {
    SYSTEM,
    FULL,
    REDUCED
  }

  /** What tells how like two pictures are. */
  public enum Perceptual {
    /** The network that the studio brings along. */
    BUILT_IN,
    /** The VGG of the published measure, which the person has imported. */
    LPIPS
  }

  /**
   * Place of the main window in screen coordinates, and the width of its side panel as a share of
   * the window's width.
   */
  public record WindowPlacement(
      double x, double y, double width, double height, boolean maximized, double divider) {
    public WindowPlacement {
      if (!Double.isFinite(x)
          || !Double.isFinite(y)
          || !(width >= 100 && width <= 100_000)
          || !(height >= 100 && height <= 100_000)
          || !(divider >= 0 && divider <= 1)) {
        throw new IllegalArgumentException("No window can be placed there.");
      }
    }
  }

  /** Something to open again. */
  public record RecentItem(Kind kind, String path) {
    /** What a recent path is. */
    public enum Kind {
      PROJECT,
      BUNDLE
    }

    public RecentItem {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(path);
    }
  }

  /** Of so many parts of panels it is known whether they are unfolded. */
  public static final int UNFOLDED_LIMIT = 200;

  /** How many recent items are kept. */
  public static final int RECENT_LIMIT = 12;

  /** What a fresh installation has. */
  public static final Preferences DEFAULTS =
      new Preferences(
          Theme.SYSTEM,
          50,
          BaseStyle.DRAWN_PSI,
          OptionalInt.empty(),
          0.95,
          0.2,
          Perceptual.BUILT_IN,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Map.of(),
          true,
          Motion.SYSTEM,
          false,
          Language.SYSTEM);

  public Preferences {
    Objects.requireNonNull(theme);
    Objects.requireNonNull(perceptual);
    Objects.requireNonNull(motion);
    Objects.requireNonNull(language);
    if (!(previewBudgetMs >= 5 && previewBudgetMs <= 500)
        || !(Math.abs(psi) <= 2)
        || !(jpegQuality >= 0.5 && jpegQuality <= 1)
        || !(mostDifference >= 0 && mostDifference <= 1)
        || !(scalePercent.orElse(100) >= 50 && scalePercent.orElse(100) <= 400)) {
      throw new IllegalArgumentException("A number among the preferences is out of its range.");
    }
    recent = List.copyOf(recent.subList(0, Math.min(recent.size(), RECENT_LIMIT)));
    unfolded = newest(unfolded);
  }

  /** The last so many: plugins come and go. */
  private static Map<String, Boolean> newest(Map<String, Boolean> all) {
    Map<String, Boolean> kept = new LinkedHashMap<>();
    all.entrySet().stream()
        .skip(Math.max(0, all.size() - UNFOLDED_LIMIT))
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(kept);
  }

  public Preferences withTheme(Theme value) {
    return new Preferences(
        value,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withPreviewBudgetMs(double value) {
    return new Preferences(
        theme,
        value,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withPsi(double value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        value,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withScalePercent(OptionalInt value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        value,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withJpegQuality(double value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        value,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withMostDifference(double value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        value,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withPerceptual(Perceptual value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        value,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withWindow(WindowPlacement value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        Optional.of(value),
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withBundle(Optional<String> value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        value,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withLastFolder(String value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        Optional.of(value),
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  /** The item first, without a second mention further down. */
  public Preferences withRecent(RecentItem item) {
    List<RecentItem> items = new ArrayList<>(recent);
    items.remove(item);
    items.add(0, item);
    return withRecentItems(items);
  }

  /** Without an item, for instance one whose file is gone. */
  public Preferences withoutRecent(RecentItem item) {
    List<RecentItem> items = new ArrayList<>(recent);
    items.remove(item);
    return withRecentItems(items);
  }

  private Preferences withRecentItems(List<RecentItem> items) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        items,
        unfolded,
        reopen,
        motion,
        toured,
        language);
  }

  /** With a part of a panel folded or unfolded. */
  public Preferences withUnfolded(String part, boolean value) {
    Map<String, Boolean> all = new LinkedHashMap<>(unfolded);
    all.remove(part);
    all.put(part, value);
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        all,
        reopen,
        motion,
        toured,
        language);
  }

  public Preferences withReopen(boolean value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        value,
        motion,
        toured,
        language);
  }

  public Preferences withMotion(Motion value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        value,
        toured,
        language);
  }

  public Preferences withToured(boolean value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        value,
        language);
  }

  public Preferences withLanguage(Language value) {
    return new Preferences(
        theme,
        previewBudgetMs,
        psi,
        scalePercent,
        jpegQuality,
        mostDifference,
        perceptual,
        window,
        bundle,
        lastFolder,
        recent,
        unfolded,
        reopen,
        motion,
        toured,
        value);
  }
}
