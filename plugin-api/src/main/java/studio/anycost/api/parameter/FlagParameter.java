package studio.anycost.api.parameter;

import java.util.Locale;

/** On or off. */
public record FlagParameter(ParameterInfo info, boolean defaultFlag) implements Parameter<Boolean> {
  @Override
  public Boolean defaultValue() {
    return defaultFlag;
  }

  @Override
  public Boolean parse(String text) throws ParameterException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "on", "yes", "1" -> true;
      case "false", "off", "no", "0" -> false;
      default -> throw refusal(text);
    };
  }

  @Override
  public String format(Boolean value) {
    return value.toString();
  }

  @Override
  public Boolean check(Object value) throws ParameterException {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw refusal(value);
  }

  private ParameterException refusal(Object got) {
    return ParameterException.of(info, name -> Texts.of("flagParameter.notAFlag", name, got));
  }
}
