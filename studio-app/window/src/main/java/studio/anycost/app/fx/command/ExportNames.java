package studio.anycost.app.fx.command;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.anycost.app.fx.state.ExportChoice.Kind;

/**
 * The names of exported files: what a person typed for a kind of picture stays with that kind, and
 * what was typed for the portrait is a part of the names of its sheets, so that no sheet is written
 * over the portrait. All of it is forgotten with the portrait. JavaFX thread only.
 */
final class ExportNames {
  private final StringProperty name = new SimpleStringProperty("");
  private final Map<Kind, String> typed = new EnumMap<>(Kind.class);
  private Kind kind = Kind.PORTRAIT;
  private String proposed = "";
  private int document;
  private String portrait = "";

  /** Proposes the name of a kind of picture. */
  @FunctionalInterface
  interface Proposal {
    /**
     * @param chosen what the person calls the portrait, without an ending; empty if that is unknown
     */
    String name(Optional<String> chosen);
  }

  /** The name as it stands in the field, with an ending or without. */
  StringProperty property() {
    return name;
  }

  /** What stands there if nobody types. */
  String proposed() {
    return proposed;
  }

  /**
   * Shows the name of a kind of picture.
   *
   * @param ofDocument number of the document
   * @param ofPortrait name of the portrait; what was typed was for that of another if it changes
   */
  void show(Kind next, int ofDocument, String ofPortrait, Proposal proposal) {
    if (ofDocument != document || !ofPortrait.equals(portrait)) {
      typed.clear();
    } else if (name.get().equals(proposed)) {
      typed.remove(kind);
    } else {
      // The format may be another when it comes back.
      typed.put(kind, next == kind ? name.get() : withoutEnding(name.get()));
    }
    document = ofDocument;
    portrait = ofPortrait;
    kind = next;
    Optional<String> chosen =
        next == Kind.PORTRAIT
            ? Optional.empty()
            : Optional.ofNullable(typed.get(Kind.PORTRAIT)).map(ExportNames::withoutEnding);
    proposed = proposal.name(chosen.filter(words -> !words.isEmpty()));
    name.set(typed.getOrDefault(next, proposed));
  }

  private static String withoutEnding(String text) {
    return text.strip().replaceFirst("(?i)\\.(png|jpe?g)$", "");
  }
}
