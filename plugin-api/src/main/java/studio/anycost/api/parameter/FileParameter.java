package studio.anycost.api.parameter;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file to read, or none. The file need not exist when the value is set; the plugin that opens it
 * treats it as hostile.
 *
 * @param extensions lower-case endings without a dot; empty for any
 */
public record FileParameter(ParameterInfo info, List<String> extensions)
    implements Parameter<Optional<Path>> {
  public FileParameter {
    extensions = List.copyOf(extensions);
  }

  @Override
  public Optional<Path> defaultValue() {
    return Optional.empty();
  }

  @Override
  public Optional<Path> parse(String text) throws ParameterException {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return check(Optional.of(Path.of(text)));
    } catch (InvalidPathException e) {
      throw refusal(Texts.of("fileParameter.not", text));
    }
  }

  @Override
  public String format(Optional<Path> value) {
    return value.map(Path::toString).orElse("");
  }

  @Override
  public Optional<Path> check(Object value) throws ParameterException {
    if (value instanceof Optional<?> optional) {
      if (optional.isEmpty()) {
        return Optional.empty();
      }
      if (optional.get() instanceof Path path) {
        if (endsWell(path)) {
          return Optional.of(path);
        }
        throw refusal(
            Files.isDirectory(path)
                ? Texts.of("fileParameter.folder", path)
                : Texts.of("fileParameter.not", path));
      }
    }
    throw refusal(Texts.of("fileParameter.not", value));
  }

  private boolean endsWell(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return extensions.isEmpty() || extensions.stream().anyMatch(end -> name.endsWith("." + end));
  }

  private ParameterException refusal(String but) {
    return ParameterException.of(
        info,
        name ->
            extensions.isEmpty()
                ? Texts.of("fileParameter.anyFile", name, but)
                : Texts.of("fileParameter.ofKind", name, String.join(", .", extensions), but));
  }
}
