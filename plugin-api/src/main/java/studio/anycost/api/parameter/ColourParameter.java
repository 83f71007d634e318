package studio.anycost.api.parameter;

import java.util.Locale;
import java.util.regex.Pattern;

/** A colour, written {@code #rrggbb}. */
public record ColourParameter(ParameterInfo info, Colour defaultValue)
    implements Parameter<Colour> {
  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

  @Override
  public Colour parse(String text) throws ParameterException {
    String hex = text.strip();
    if (!HEX.matcher(hex).matches()) {
      throw refusal(text);
    }
    int rgb = Integer.parseInt(hex.substring(1), 16);
    return new Colour(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
  }

  @Override
  public String format(Colour value) {
    return String.format(Locale.ROOT, "#%02x%02x%02x", value.red(), value.green(), value.blue());
  }

  @Override
  public Colour check(Object value) throws ParameterException {
    if (value instanceof Colour colour) {
      return colour;
    }
    throw refusal(value);
  }

  private ParameterException refusal(Object got) {
    return ParameterException.of(info, name -> Texts.of("colourParameter.notAColour", name, got));
  }
}
