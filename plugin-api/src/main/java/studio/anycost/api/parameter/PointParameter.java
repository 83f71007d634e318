package studio.anycost.api.parameter;

/** A place in the picture, written {@code x,y} with both in 0..1. */
public record PointParameter(ParameterInfo info, Point defaultValue) implements Parameter<Point> {
  @Override
  public Point parse(String text) throws ParameterException {
    String[] parts = text.strip().split(",", -1);
    if (parts.length != 2) {
      throw refusal(text);
    }
    try {
      return new Point(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    } catch (IllegalArgumentException e) {
      throw refusal(text);
    }
  }

  @Override
  public String format(Point value) {
    return value.x() + "," + value.y();
  }

  @Override
  public Point check(Object value) throws ParameterException {
    if (value instanceof Point point) {
      return point;
    }
    throw refusal(value);
  }

  private ParameterException refusal(Object got) {
    return ParameterException.of(info, name -> Texts.of("pointParameter.notAPoint", name, got));
  }
}
