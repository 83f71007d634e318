package studio.anycost.app.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import studio.anycost.api.parameter.Parameter;

/**
 * Finds parameters of contributions by the names that people write: {@code id.key} always works,
 * the key or the label alone where it is unique, and capitals do not matter where that is unique,
 * too. Immutable.
 */
public final class ParameterDirectory {
  private static final int SUGGESTIONS = 3;

  private final List<ParameterAddress> addresses;

  public ParameterDirectory(List<? extends Offered<?>> contributions) {
    List<ParameterAddress> all = new ArrayList<>();
    for (Offered<?> contribution : contributions) {
      for (Parameter<?> parameter : contribution.schema().parameters()) {
        all.add(new ParameterAddress(contribution, parameter));
      }
    }
    addresses = List.copyOf(all);
  }

  /** All parameters in the order of the contributions. */
  public List<ParameterAddress> all() {
    return addresses;
  }

  /** The parameter of a name; empty if there is none or it is not clear which. */
  public Optional<ParameterAddress> resolve(String name) {
    List<ParameterAddress> found = candidates(name.strip());
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /**
   * The parameter of a name.
   *
   * @throws IllegalArgumentException with a sentence that names the closest parameters
   */
  public ParameterAddress require(String name) {
    String wanted = name.strip();
    List<ParameterAddress> found = candidates(wanted);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "'"
              + wanted
              + "' could mean "
              + join(found.stream().map(a -> a.qualifiedName()).toList())
              + ": write one of them.");
    }
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no parameter '" + wanted + "': no plugin offers one for this model.");
    }
    throw new IllegalArgumentException(
        "There is no parameter '" + wanted + "'; did you mean " + join(closest(wanted)) + "?");
  }

  private List<ParameterAddress> candidates(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<Predicate<ParameterAddress>> stages =
        List.of(
            address -> address.qualifiedName().equals(name),
            address -> address.parameter().key().equals(name),
            address -> lower(address.qualifiedName()).equals(lower),
            address -> lower(address.parameter().key()).equals(lower),
            address -> lower(address.parameter().info().label()).equals(lower));
    for (Predicate<ParameterAddress> stage : stages) {
      List<ParameterAddress> found = addresses.stream().filter(stage).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<String> closest(String name) {
    String wanted = lower(name);
    return new TreeSet<>(addresses.stream().map(address -> address.parameter().key()).toList())
        .stream()
            .sorted(Comparator.comparingInt(key -> distance(wanted, lower(key))))
            .limit(SUGGESTIONS)
            .toList();
  }

  /**
   * How unlike two words are. One that contains the other is close, and so is one that begins as
   * the other: people know how a word begins better than how it ends.
   */
  private static int distance(String wanted, String key) {
    int edits = Spelling.distance(wanted, key);
    return (key.contains(wanted) || wanted.contains(key) ? Math.min(edits, 1) : edits)
        - commonBeginning(wanted, key);
  }

  private static int commonBeginning(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String join(List<String> names) {
    if (names.size() == 1) {
      return names.get(0);
    }
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
