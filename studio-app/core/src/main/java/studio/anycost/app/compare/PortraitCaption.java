package studio.anycost.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;

/** Which portrait it is, in a few words: whose face, and what was edited. */
public final class PortraitCaption {
  private final List<Offered<Edit>> edits;

  /**
   * @param edits of the open model, for the names of what was set
   */
  public PortraitCaption(List<Offered<Edit>> edits) {
    this.edits = List.copyOf(edits);
  }

  /** For instance {@code seed 9, psi 0.8, Smiling 0.5}. */
  public String of(PortraitDocument document) {
    List<String> parts = new ArrayList<>();
    parts.add(face(document));
    if (document.base().psi() != 1) {
      parts.add("psi " + document.base().psi());
    }
    parts.add(edit(document).orElse("no edits"));
    return String.join(", ", parts);
  }

  private static String face(PortraitDocument document) {
    if (document.base() instanceof BaseStyle.Seed seed) {
      return "seed " + seed.seed();
    }
    String style = ((BaseStyle.Given) document.base()).source();
    return document
        .source()
        .map(photo -> "photo " + photo.file().name() + (style.isBlank() ? "" : " (" + style + ")"))
        .orElse(style.isBlank() ? "a given style" : style);
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

  private static <T> Optional<String> set(Parameter<T> parameter, ParameterValues values) {
    T value = values.get(parameter);
    return value.equals(parameter.defaultValue())
        ? Optional.empty()
        : Optional.of(parameter.info().label() + " " + parameter.format(value));
  }
}
