package studio.anycost.app.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.words.Texts;

/**
 * What the studio checks of the results of tools. A plugin that was compiled with raw types, or
 * against an older API, returns whatever it likes; each method says in a {@link PluginException}
 * what is wrong with it.
 */
final class ResultChecks {
  private static final int MOST_FACES = 1000;
  private static final int MOST_CANDIDATES = 10_000;
  private static final int MOST_DIRECTIONS = 1000;
  private static final int MOST_FIGURES = 100;
  private static final int LONGEST_NAME = 64;
  private static final double UNIT_TOLERANCE = 1e-3; // as in model bundles

  private ResultChecks() {}

  static StyleCode style(Object raw, GeneratorDescription generator) throws PluginException {
    return Checks.style(
        instance(StyleCode.class, raw, Texts.of("plugin.resultChecks.styleCode")),
        generator.styleCount(),
        generator.styleDimension());
  }

  static Iterate iterate(Iterate iterate, GeneratorDescription generator) throws PluginException {
    style(iterate.code(), generator);
    return iterate;
  }

  static List<Face> faces(Object raw, RgbImage photo) throws PluginException {
    List<Face> faces = list(Face.class, raw, MOST_FACES, Texts.of("plugin.resultChecks.faces"));
    for (Face face : faces) {
      requireNear(face.alignment(), photo);
    }
    return faces;
  }

  /** A face may reach beyond the photo, but a square elsewhere, or of any size, is none. */
  private static void requireNear(Alignment square, RgbImage photo) throws PluginException {
    double reach = Math.max(photo.width(), photo.height());
    boolean near =
        square.side() <= 4 * reach
            && Math.abs(square.centreX() - photo.width() / 2.0) <= reach
            && Math.abs(square.centreY() - photo.height() / 2.0) <= reach;
    if (!near) {
      throw new PluginException(
          Texts.of("plugin.resultChecks.faceOutside", photo.width(), photo.height()));
    }
  }

  static List<Candidate> candidates(Object raw, GeneratorDescription generator)
      throws PluginException {
    List<Candidate> candidates =
        list(Candidate.class, raw, MOST_CANDIDATES, Texts.of("plugin.resultChecks.candidates"));
    for (Candidate candidate : candidates) {
      try {
        generator.channels().require(candidate.subGenerator());
      } catch (IllegalArgumentException e) {
        throw new PluginException(
            Texts.of("plugin.resultChecks.noSubGenerator", e.getMessage()), e);
      }
    }
    return candidates;
  }

  static List<FoundDirection> directions(Object raw, GeneratorDescription generator)
      throws PluginException {
    List<FoundDirection> found =
        list(
            FoundDirection.class, raw, MOST_DIRECTIONS, Texts.of("plugin.resultChecks.directions"));
    Set<String> names = new HashSet<>();
    for (FoundDirection each : found) {
      Boundary direction = each.boundary();
      String name = direction.name();
      if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
        throw new PluginException(Texts.of("plugin.resultChecks.directionName", LONGEST_NAME));
      }
      String title = Texts.of("plugin.resultChecks.theDirection", Failures.clean(name));
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new PluginException(Texts.of("plugin.resultChecks.foundTwice", title));
      }
      requireUnit(title, direction.normal(), generator.styleDimension());
      requireRows(title, direction, generator);
      if (each.figures().size() > MOST_FIGURES) {
        throw new PluginException(
            Texts.of("plugin.resultChecks.tooManyFigures", title, MOST_FIGURES));
      }
    }
    return found;
  }

  private static void requireUnit(String title, float[] normal, int dimension)
      throws PluginException {
    if (normal.length != dimension) {
      throw new PluginException(
          Texts.of("plugin.resultChecks.valueCount", title, normal.length, dimension));
    }
    double square = 0;
    for (float value : normal) {
      square += (double) value * value;
    }
    if (!(Math.abs(Math.sqrt(square) - 1) <= UNIT_TOLERANCE)) { // also if one is not finite
      throw new PluginException(Texts.of("plugin.resultChecks.notUnit", title));
    }
  }

  /** The longest row is checked already. */
  private static void requireRows(String title, Boundary direction, GeneratorDescription generator)
      throws PluginException {
    if (direction.isPerStyle() && direction.rows() != generator.styleCount()) {
      throw new PluginException(
          Texts.of(
              "plugin.resultChecks.rowCount", title, direction.rows(), generator.styleCount()));
    }
    for (float value : direction.toArray()) {
      if (!Float.isFinite(value)) {
        throw new PluginException(Texts.of("plugin.resultChecks.notFinite", title));
      }
    }
  }

  /** The photo as it was given, but for its colours; the note as people may read it. */
  static BlendedPhoto blended(Object raw, RgbImage photo) throws PluginException {
    BlendedPhoto blended =
        instance(BlendedPhoto.class, raw, Texts.of("plugin.resultChecks.photoWithNote"));
    RgbImage picture = blended.picture();
    if (picture.width() != photo.width() || picture.height() != photo.height()) {
      throw new PluginException(
          Texts.of(
              "plugin.resultChecks.photoOfOtherSize",
              picture.width(),
              picture.height(),
              photo.width(),
              photo.height()));
    }
    return new BlendedPhoto(picture, Failures.clean(blended.note()));
  }

  private static <T> List<T> list(Class<T> type, Object raw, int most, String what)
      throws PluginException {
    List<?> list = instance(List.class, raw, Texts.of("plugin.resultChecks.listOf", what));
    // Copied once, by code of the JDK from then on: a list of the plugin's own may change.
    Object[] elements = list.toArray();
    if (elements.length > most) {
      throw new PluginException(
          Texts.of("plugin.resultChecks.tooMany", elements.length, what, most));
    }
    List<T> result = new ArrayList<>();
    for (Object element : elements) {
      result.add(instance(type, element, Texts.of("plugin.resultChecks.listOfNothingBut", what)));
    }
    return List.copyOf(result);
  }

  private static <T> T instance(Class<T> type, Object raw, String expected) throws PluginException {
    if (raw == null) {
      throw new PluginException(Texts.of("plugin.resultChecks.itReturnedNothing"));
    }
    if (!type.isInstance(raw)) {
      throw new PluginException(Texts.of("plugin.resultChecks.otherThan", expected));
    }
    return type.cast(raw);
  }
}
