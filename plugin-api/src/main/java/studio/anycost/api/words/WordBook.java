package studio.anycost.api.words;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The sentences of one package, from {@code words.properties} beside its classes (English), and
 * {@code words_de.properties} and the like (other languages), all in UTF-8.
 *
 * <p>A value is a pattern of {@link MessageFormat}: {@code {0}} stands for the first argument,
 * {@code {0,number,0.0}} writes it with one decimal, {@code {0,choice,0#no faces|1#one face|1<{0}
 * faces}} chooses by it, and an apostrophe is written twice. What a language lacks is said in
 * English.
 *
 * <p>Immutable; safe to use from any thread.
 */
public final class WordBook {
  /** Or else a machine in French would read German where English is asked for. */
  private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle words;
  private final Locale locale;

  private WordBook(ResourceBundle words, Locale locale) {
    this.words = words;
    this.locale = locale;
  }

  /**
   * The words beside a class, in the language of the studio, which stands when the studio starts:
   * {@link Locale#getDefault()}.
   *
   * @throws MissingResourceException if there is no {@code words.properties} beside it
   */
  public static WordBook of(Class<?> owner) {
    return of(owner, Locale.getDefault());
  }

  /**
   * The words beside a class in one language.
   *
   * @throws MissingResourceException if there is no {@code words.properties} beside it
   */
  public static WordBook of(Class<?> owner, Locale locale) {
    return of(owner.getPackageName() + ".words", owner, locale);
  }

  /**
   * The words of a plugin in the language of the studio: {@code META-INF/words.properties} of the
   * jar that a class is in, and the files of other languages beside it, which also say what the
   * plugin's controls are called there.
   *
   * @throws MissingResourceException if there is no {@code META-INF/words.properties} in the jar
   */
  public static WordBook ofPlugin(Class<?> owner) {
    return of("META-INF.words", owner, Locale.getDefault());
  }

  private static WordBook of(String name, Class<?> owner, Locale locale) {
    return new WordBook(
        ResourceBundle.getBundle(name, locale, owner.getClassLoader(), NO_OTHER_LANGUAGE), locale);
  }

  /** Of all sentences, those that are in English alone included. */
  public Set<String> keys() {
    return words.keySet();
  }

  /** By this, numbers beside the words are written. */
  public Locale locale() {
    return locale;
  }

  /**
   * A sentence with its arguments filled in. Whole numbers are written in plain digits unless the
   * pattern says how.
   *
   * @return the key itself if there is no such sentence: a missing word must not stop work
   */
  public String text(String key, Object... arguments) {
    return find(key, arguments).orElse(key);
  }

  /** The same where there may be no such sentence. */
  public Optional<String> find(String key, Object... arguments) {
    return words.containsKey(key)
        ? Optional.of(filled(words.getString(key), arguments))
        : Optional.empty();
  }

  private String filled(String pattern, Object... arguments) {
    if (pattern.indexOf('\'') < 0 && pattern.indexOf('{') < 0) {
      return pattern;
    }
    MessageFormat message = new MessageFormat(pattern, locale);
    for (Format format : message.getFormats()) {
      if (format instanceof DecimalFormat number) {
        number.setRoundingMode(RoundingMode.HALF_UP); // as people round
      }
    }
    return message.format(plain(message.getFormatsByArgumentIndex(), arguments));
  }

  private static Object[] plain(Format[] formats, Object[] arguments) {
    Object[] result = arguments.clone();
    for (int i = 0; i < result.length; i++) {
      boolean undescribed = i >= formats.length || formats[i] == null;
      if (undescribed && (result[i] instanceof Integer || result[i] instanceof Long)) {
        result[i] = result[i].toString();
      }
    }
    return result;
  }
}
