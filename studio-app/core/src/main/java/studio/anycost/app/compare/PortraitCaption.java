package studio.anycost.app.compare;

import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.words.WordBook;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.words.Texts;

/** Which portrait it is, in a few words: whose face, and what was edited. */
public final class PortraitCaption {
  private final List<Offered<Edit>> edits;
  private final WordBook words;

  /**
   * In the language of the studio.
   *
   * @param edits of the open model, for the names of what was set
   */
  public PortraitCaption(List<Offered<Edit>> edits) {
    this(edits, Texts.book());
  }

  private PortraitCaption(List<Offered<Edit>> edits, WordBook words) {
    this.edits = List.copyOf(edits);
    this.words = words;
  }

  /** As files have it, which are in English whatever the studio speaks. */
  public static PortraitCaption asWritten(List<Offered<Edit>> edits) {
    return new PortraitCaption(edits.stream().map(Offered::asWritten).toList(), Texts.written());
  }

  /** For instance {@code seed 9, psi 0.8, Smiling 0.5}. */
  public String of(PortraitDocument document) {
    List<String> parts = new ArrayList<>();
    parts.add(face(document));
    if (document.base().psi() != 1) {
      parts.add(words.text("compare.portraitCaption.psi", document.base().psi()));
    }
    parts.add(edit(document).orElseGet(() -> words.text("compare.portraitCaption.noEdits")));
    return String.join(", ", parts);
  }

  private String face(PortraitDocument document) {
    if (document.base() instanceof BaseStyle.Seed seed) {
      return words.text("compare.portraitCaption.seed", seed.seed());
    }
    String style = ((BaseStyle.Given) document.base()).source();
    return document
        .source()
        .map(photo -> words.text("compare.portraitCaption.photo", photo.file().name()))
        .map(photo -> style.isBlank() ? photo : photo + " (" + style + ")")
        .orElseGet(
            () -> style.isBlank() ? words.text("compare.portraitCaption.givenStyle") : style);
  }

  /** For instance {@code Smiling 0.5, Young -0.2}; empty without edits. */
  public Optional<String> edit(PortraitDocument document) {
    List<String> parts = new ArrayList<>();
    for (EditStep step : document.recipe().steps()) {
      Optional<Offered<Edit>> offered =
          edits.stream().filter(each -> each.id().equals(step.editId())).findFirst();
      if (offered.isEmpty()) {
        parts.add(step.editId());
        continue;
      }
      ParameterValues values = step.values().read(offered.get().schema());
      for (Parameter<?> parameter : values.schema().parameters()) {
        set(parameter, values).ifPresent(parts::add);
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  private <T> Optional<String> set(Parameter<T> parameter, ParameterValues values) {
    T value = values.get(parameter);
    return value.equals(parameter.defaultValue())
        ? Optional.empty()
        : Optional.of(parameter.info().label() + " " + inWords(value, parameter.format(value)));
  }

  private String inWords(Object value, String formatted) {
    return value instanceof Double
        ? formatted.replace(
            '.', DecimalFormatSymbols.getInstance(words.locale()).getDecimalSeparator())
        : formatted;
  }
}
