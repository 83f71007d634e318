package studio.anycost.app.preview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;

/**
 * The sub-generators that auto chooses from, from the plainest picture to the full generator's.
 *
 * <p>The order is that of the pictures; a place in it is a <em>rank</em>. What a picture costs is
 * not part of the ladder, because that is learned while it is used. Immutable.
 */
public final class Ladder {
  /** As many candidates are told apart; every choice asks for the cost of each. */
  static final int MOST = 48;

  /** With so much more work than a better one, a candidate is left out. */
  private static final double DOMINATED = 1.25;

  private final UniformGrid grid;
  private final List<Candidate> candidates;
  private final Map<SubGenerator, Double> differences;
  private final List<SubGenerator> rungs;
  private final Map<SubGenerator, Integer> ranks = new HashMap<>();

  private Ladder(
      UniformGrid grid,
      List<Candidate> candidates,
      Map<SubGenerator, Double> differences,
      List<SubGenerator> rungs) {
    this.grid = grid;
    this.candidates = List.copyOf(candidates);
    this.differences = Map.copyOf(differences);
    this.rungs = List.copyOf(rungs);
    for (int rank = 0; rank < rungs.size(); rank++) {
      ranks.put(rungs.get(rank), rank);
    }
  }

  /** The trained ratios at the highest resolutions, for a model of which nothing is known. */
  public static Ladder uniform(ChannelTable channels) {
    return uniform(new UniformGrid(channels, 0));
  }

  /** The usable sub-generators of a grid. */
  public static Ladder uniform(UniformGrid grid) {
    return new Ladder(grid, List.of(), Map.of(), usable(grid));
  }

  private static List<SubGenerator> usable(UniformGrid grid) {
    // Under a cap on the width several ratios can mean the same channels.
    return grid.places().stream()
        .filter(UniformGrid.Place::usable)
        .map(UniformGrid.Place::subGenerator)
        .distinct()
        .sorted(Comparator.comparingDouble(Ladder::workTimesSize))
        .toList();
  }

  /** What a search found for a model of which nothing else is known. */
  public static Ladder of(ChannelTable channels, List<Candidate> candidates) {
    return of(new UniformGrid(channels, 0), candidates);
  }

  /** What a search found, of which no differences are known. */
  public static Ladder of(UniformGrid grid, List<Candidate> candidates) {
    return of(grid, candidates, Map.of());
  }

  /**
   * What was found and the usable uniform sub-generators, and the full generator above.
   *
   * <p>They stand by their differences from the full generator where both are known, which are in
   * one unit; candidates without stand by the distance that their search measured. What cannot be
   * compared is kept, and stands by its work. Of a candidate and anything else, what takes clearly
   * more work and is no nearer to the full picture is left out; uniform ones never push each other
   * out. A candidate needs no place in the grid; it is left out if it is known to differ more from
   * the full generator than the grid allows.
   *
   * @param candidates in any order; none leaves the uniform ones alone
   * @param differences from the full generator's pictures, as the grid has them, of those of which
   *     they were measured
   * @throws IllegalArgumentException with a sentence if a candidate does not fit the generator
   */
  public static Ladder of(
      UniformGrid grid, List<Candidate> candidates, Map<SubGenerator, Double> differences) {
    ChannelTable channels = grid.channels();
    Map<SubGenerator, Double> distances = new HashMap<>();
    for (Candidate candidate : candidates) {
      channels.require(candidate.subGenerator());
      distances.merge(candidate.subGenerator(), candidate.distance(), Math::min);
    }
    SubGenerator full = channels.full();
    distances.remove(full);
    distances
        .keySet()
        .removeIf(found -> differences.getOrDefault(found, 0.0) > grid.mostDifference());
    Rivals rivals = new Rivals(grid, distances, differences);
    // Of two that are as good, the one with less work is the better one.
    List<SubGenerator> found = new ArrayList<>(distances.keySet());
    found.sort(
        Comparator.<SubGenerator>comparingDouble(distances::get)
            .thenComparingDouble(Ladder::work)
            .reversed());
    found = thinned(rivals.worthwhile(found));
    List<SubGenerator> uniform = new ArrayList<>(usable(grid));
    uniform.remove(full);
    uniform.removeAll(distances.keySet());
    List<SubGenerator> all =
        new ArrayList<>(
            found.isEmpty()
                ? uniform
                : rivals.ascending(rivals.worthwhile(merged(uniform, found))));
    all.add(full);
    return new Ladder(grid, candidates, differences, all);
  }

  /**
   * Candidates and uniform sub-generators, and what is known to compare them by.
   *
   * @param distances of candidates, as searches measured them
   * @param differences of those candidates of which they are known
   */
  private record Rivals(
      UniformGrid grid,
      Map<SubGenerator, Double> distances,
      Map<SubGenerator, Double> differences) {

    OptionalDouble difference(SubGenerator subGenerator) {
      return Ladder.difference(grid, differences, subGenerator);
    }

    /** Without those that something better outdoes with clearly less work; in the same order. */
    List<SubGenerator> worthwhile(List<SubGenerator> all) {
      return all.stream()
          .filter(rung -> all.stream().noneMatch(other -> outdoes(other, rung)))
          .toList();
    }

    private boolean outdoes(SubGenerator other, SubGenerator rung) {
      return work(rung) > DOMINATED * work(other) && isNoFurther(other, rung);
    }

    /** By everything that is known of both. */
    private boolean isNoFurther(SubGenerator other, SubGenerator rung) {
      boolean found = distances.containsKey(other) && distances.containsKey(rung);
      if (found && distances.get(other) > distances.get(rung)) {
        return false;
      }
      OptionalDouble one = difference(other);
      OptionalDouble two = difference(rung);
      if (one.isPresent() && two.isPresent()) {
        boolean candidate = distances.containsKey(other) || distances.containsKey(rung);
        return candidate && one.getAsDouble() <= two.getAsDouble();
      }
      return found;
    }

    /** From the furthest to the nearest; what is not known to differ stands by its work. */
    List<SubGenerator> ascending(List<SubGenerator> byWork) {
      List<SubGenerator> known = new ArrayList<>(byWork);
      known.removeIf(rung -> difference(rung).isEmpty());
      known.sort(
          Comparator.<SubGenerator>comparingDouble(rung -> difference(rung).orElseThrow())
              .reversed());
      List<SubGenerator> unknown = new ArrayList<>(byWork);
      unknown.removeAll(known);
      return merged(known, unknown);
    }
  }

  /** Two lists as one by the work at their heads; either keeps its own order. */
  private static List<SubGenerator> merged(List<SubGenerator> some, List<SubGenerator> others) {
    List<SubGenerator> all = new ArrayList<>();
    int next = 0;
    for (SubGenerator other : others) {
      while (next < some.size() && workTimesSize(some.get(next)) <= workTimesSize(other)) {
        all.add(some.get(next++));
      }
      all.add(other);
    }
    all.addAll(some.subList(next, some.size()));
    return all;
  }

  /** The same candidates over the usable sub-generators of another grid of the same generator. */
  public Ladder over(UniformGrid other) {
    return of(other, candidates, differences);
  }

  /**
   * The same with differences that were measured since; they put sub-generators in order, and may
   * leave some out.
   */
  Ladder with(Map<SubGenerator, Double> more) {
    if (differences.keySet().containsAll(more.keySet())) {
      return this;
    }
    Map<SubGenerator, Double> all = new HashMap<>(more);
    all.putAll(differences);
    return of(grid, candidates, all);
  }

  /** The rungs that a search found and of which nobody measured how much they differ. */
  List<SubGenerator> unmeasured() {
    Set<SubGenerator> found =
        candidates.stream().map(Candidate::subGenerator).collect(Collectors.toSet());
    return rungs.stream()
        .filter(rung -> found.contains(rung) && difference(rung).isEmpty())
        .toList();
  }

  /** The rungs that a condition holds for, and the full generator. */
  Ladder only(Predicate<SubGenerator> condition) {
    return new Ladder(
        grid,
        candidates,
        differences,
        rungs.stream().filter(rung -> rung.equals(full()) || condition.test(rung)).toList());
  }

  /**
   * How much the pictures of a sub-generator differ from the full generator's, for faces as they
   * usually are: 0 = not at all, about 1 = as much as another face.
   *
   * @return empty if that was never measured
   */
  public OptionalDouble difference(SubGenerator subGenerator) {
    if (subGenerator.equals(full())) {
      return OptionalDouble.of(0);
    }
    return difference(grid, differences, subGenerator);
  }

  private static OptionalDouble difference(
      UniformGrid grid, Map<SubGenerator, Double> differences, SubGenerator subGenerator) {
    OptionalDouble uniform =
        grid.placeOf(subGenerator)
            .map(UniformGrid.Place::difference)
            .orElse(OptionalDouble.empty());
    Double found = differences.get(subGenerator);
    return uniform.isPresent() || found == null ? uniform : OptionalDouble.of(found);
  }

  private static List<SubGenerator> thinned(List<SubGenerator> rungs) {
    if (rungs.size() <= MOST) {
      return rungs;
    }
    return IntStream.range(0, MOST)
        .mapToObj(i -> rungs.get(i * (rungs.size() - 1) / (MOST - 1)))
        .toList();
  }

  private static double work(SubGenerator subGenerator) {
    // Modulations, which grow with the styles, are next to nothing.
    return MacCount.of(subGenerator, 0).performed();
  }

  /** Lets a doubled resolution outweigh a doubled width: a coarse picture is seen at once. */
  private static double workTimesSize(SubGenerator subGenerator) {
    return work(subGenerator) * subGenerator.resolution();
  }

  /** Where its uniform sub-generators come from. */
  UniformGrid grid() {
    return grid;
  }

  /** All of them, best last. */
  public List<SubGenerator> rungs() {
    return rungs;
  }

  /** The full generator. */
  public SubGenerator full() {
    return rungs.get(rungs.size() - 1);
  }

  /** The place of a sub-generator in {@link #rungs}; empty if it is none of them. */
  public OptionalInt rank(SubGenerator subGenerator) {
    Integer rank = ranks.get(subGenerator);
    return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
  }
}
