package studio.anycost.app.fx.state;

import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.words.Texts;

/**
 * What the history calls its entries: in English in the document, which is the same in every
 * language, and in the window's language on the screen. What is not known, for instance what a
 * newer studio has written, stays as it is. JavaFX thread only.
 */
final class HistoryWords {
  private static final String KEYS = "history.";
  private static final int MOST_ARGUMENTS = 3;

  /** Stands for an argument while a pattern is made of a sentence. */
  private static final String PLACE = "\u0001";

  private static final char POINT =
      DecimalFormatSymbols.getInstance(Texts.locale()).getDecimalSeparator();

  /** A sentence with places, as files have it. */
  private record Sentence(String key, Pattern written, int length) {}

  private final List<Sentence> sentences = new ArrayList<>();

  /** Single words and labels, by what files have. */
  private final Map<String, String> shown = new HashMap<>();

  private final Map<String, String> written = new HashMap<>();

  HistoryWords() {
    Object[] places = new Object[MOST_ARGUMENTS];
    java.util.Arrays.fill(places, PLACE);
    for (String key : Texts.keys(KEYS)) {
      String text = Texts.written(key, places);
      if (text.contains(PLACE)) {
        String pattern = Pattern.quote(text).replace(PLACE, "\\E(.+)\\Q");
        sentences.add(new Sentence(key, Pattern.compile(pattern), text.length()));
      } else {
        learn(text, Texts.of(key));
      }
    }
    sentences.sort(Comparator.comparingInt(Sentence::length).reversed());
  }

  /** Hears what plugins and their controls are called. */
  void learn(Offered<?> offered) {
    Offered<?> original = offered.asWritten();
    learn(original.info().name(), offered.info().name());
    for (Parameter<?> parameter : original.schema().parameters()) {
      offered
          .schema()
          .find(parameter.key())
          .ifPresent(
              named -> {
                learn(parameter.info().label(), named.info().label());
                if (parameter instanceof ChoiceParameter choice
                    && named instanceof ChoiceParameter shownChoice) {
                  for (int i = 0; i < choice.options().size(); i++) {
                    learn(choice.options().get(i).label(), shownChoice.options().get(i).label());
                  }
                }
              });
    }
  }

  private void learn(String inFiles, String onScreen) {
    shown.put(inFiles, onScreen);
    written.put(onScreen, inFiles);
  }

  /** An entry as the window calls it. */
  String shown(String label) {
    for (Sentence sentence : sentences) {
      Matcher matcher = sentence.written().matcher(label);
      if (matcher.matches()) {
        Object[] arguments = new Object[matcher.groupCount()];
        for (int i = 0; i < arguments.length; i++) {
          String argument = matcher.group(i + 1);
          arguments[i] = shown.getOrDefault(argument, argument);
        }
        return Texts.of(sentence.key(), arguments);
      }
    }
    return setting(label, shown, '.', POINT);
  }

  /** What a control says of a change, as files have it. */
  String written(String summary) {
    return setting(summary, written, POINT, '.');
  }

  /** A label and a value, maybe behind the name of an edit and a colon. */
  private static String setting(String text, Map<String, String> words, char from, char to) {
    int colon = text.indexOf(": ");
    if (colon > 0 && words.containsKey(text.substring(0, colon))) {
      return words.get(text.substring(0, colon))
          + ": "
          + setting(text.substring(colon + 2), words, from, to);
    }
    if (words.containsKey(text)) {
      return words.get(text);
    }
    Optional<String> label = labelOf(text, words);
    if (label.isEmpty()) {
      return text;
    }
    String value = text.substring(label.get().length() + 1);
    return words.get(label.get()) + " " + words.getOrDefault(value, number(value, from, to));
  }

  /** The longest label that a text begins with. */
  private static Optional<String> labelOf(String text, Map<String, String> words) {
    for (int end = text.lastIndexOf(' '); end > 0; end = text.lastIndexOf(' ', end - 1)) {
      if (words.containsKey(text.substring(0, end))) {
        return Optional.of(text.substring(0, end));
      }
    }
    return Optional.empty();
  }

  private static String number(String value, char from, char to) {
    return value.replaceAll(
        "(?<=\\d)" + Pattern.quote(String.valueOf(from)) + "(?=\\d)", String.valueOf(to));
  }
}
