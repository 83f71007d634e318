package studio.anycost.export.importer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;

/**
 * Finds the generator of a checkpoint by the names and shapes of tensors, under any key and any
 * prefix. Where several sets of tensors fit, averaged weights come before others, as they are what
 * pictures are made with; several that are equally good are never guessed between.
 */
final class GeneratorFinder {
  /** Tensors that every generator has, and no other network, in the public spelling. */
  private static final List<String> ANCHORS =
      List.of("input.input", "style.1.weight", "conv1.conv.weight");

  /** Every one is looked at, and a hostile file could name thousands. */
  private static final int MOST_CANDIDATES = 64;

  private final TensorTable all;
  private final List<String> notices = new ArrayList<>();

  private GeneratorFinder(TensorTable all) {
    this.all = all;
  }

  /**
   * Finds.
   *
   * @param key keys and prefixes joined by dots, below which to look; empty for everywhere
   * @throws CheckpointException if there is none, if it cannot be run, or if there are several
   */
  static FoundGenerator find(TorchCheckpoint checkpoint, Optional<String> key)
      throws CheckpointException {
    TensorTable all = checkpoint.everything();
    String within = key.orElse("").replaceFirst("\\.$", "");
    if (!within.isEmpty() && !exists(all, within)) {
      throw all.fault(
          "there is no %s in the file; it has %s."
              .formatted(TensorSets.quoted(within), OtherNetworks.keys(all)));
    }
    return new GeneratorFinder(all).find(within);
  }

  private static boolean exists(TensorTable all, String path) {
    return Stream.of(all.names(), all.unread().keySet())
        .flatMap(Collection::stream)
        .anyMatch(name -> TensorSets.isWithin(name, path));
  }

  /**
   * A set of tensors that may be a generator; without a shape it is none, for the reason given. The
   * tensors are not kept: in a hostile file every set could hold all of them.
   */
  private record Candidate(String path, int size, GeneratorSpec spec, CheckpointException fault) {}

  private FoundGenerator find(String within) throws CheckpointException {
    Set<String> paths = TensorSets.paths(all, ANCHORS);
    paths.addAll(TensorSets.paths(all, NvidiaSpelling.ANCHORS));
    paths.removeIf(path -> !TensorSets.isWithin(path, within));
    if (paths.isEmpty()) {
      throw OtherNetworks.noGenerator(all, within);
    }
    if (paths.size() > MOST_CANDIDATES) {
      throw all.fault(
          "the file holds %d sets of tensors that may be generators. Say which one with --generator-key."
              .formatted(paths.size()));
    }
    Candidate chosen = choose(paths.stream().map(this::candidate).toList(), within);
    GeneratorConstants constants =
        GeneratorConstants.complete(spelled(TensorSets.below(all, chosen.path())), chosen.spec());
    notices.addAll(constants.notices());
    Optional<float[]> mean =
        StoredMean.read(all, chosen.path(), chosen.spec().styleDimension(), notices);
    EncoderFinder.Beside encoder = EncoderFinder.beside(all, chosen.path());
    return new FoundGenerator(constants.tensors(), chosen.spec(), mean, encoder, notices);
  }

  private Candidate candidate(String path) {
    TensorTable tensors = TensorSets.below(all, path);
    int size = tensors.names().size();
    try {
      return new Candidate(path, size, GeneratorSpec.infer(spelled(tensors)), null);
    } catch (CheckpointException e) {
      return new Candidate(path, size, null, e);
    }
  }

  /** The tensors under the names of the public implementation. */
  private static TensorTable spelled(TensorTable tensors) throws CheckpointException {
    boolean foreign = ANCHORS.stream().noneMatch(tensors::contains);
    return foreign ? NvidiaSpelling.translate(tensors) : tensors;
  }

  private Candidate choose(List<Candidate> candidates, String within) throws CheckpointException {
    List<Candidate> fitting = candidates.stream().filter(c -> c.spec() != null).toList();
    if (fitting.isEmpty()) {
      throw mostLikely(candidates).fault();
    }
    List<Candidate> best = fitting.stream().filter(c -> c.path().equals(within)).toList();
    if (best.isEmpty() || within.isEmpty()) {
      best = fitting.stream().filter(c -> TensorSets.isAveraged(c.path())).toList();
    }
    if (best.isEmpty()) {
      best = fitting;
    }
    if (best.size() > 1) {
      throw all.fault(
          "the file holds several generators: %s. Say which one with --generator-key."
              .formatted(TensorSets.quoted(best.stream().map(Candidate::path).toList())));
    }
    Candidate chosen = best.get(0);
    tellWhichWasTaken(chosen, fitting, within);
    for (Candidate other : candidates) {
      if (other.fault() != null
          && TensorSets.isAveraged(other.path())
          && !TensorSets.isAveraged(chosen.path())) {
        notices.add(
            TensorSets.quoted(other.path()) + " cannot be taken: " + other.fault().sentence());
      }
    }
    return chosen;
  }

  /** The one whose fault helps: averaged weights first, then the one with the most tensors. */
  private static Candidate mostLikely(List<Candidate> candidates) {
    Candidate likely = candidates.get(0);
    for (Candidate candidate : candidates) {
      boolean averaged = TensorSets.isAveraged(candidate.path());
      boolean before = TensorSets.isAveraged(likely.path());
      int more = candidate.size() - likely.size();
      if (averaged && !before || averaged == before && more > 0) {
        likely = candidate;
      }
    }
    return likely;
  }

  private void tellWhichWasTaken(Candidate chosen, List<Candidate> fitting, String asked) {
    List<String> others =
        fitting.stream().map(Candidate::path).filter(path -> !path.equals(chosen.path())).toList();
    String taken = "The generator was taken from " + TensorSets.quoted(chosen.path());
    if (!others.isEmpty()) {
      notices.add(
          taken
              + "; the file also has one in "
              + TensorSets.quoted(others)
              + " (see --generator-key).");
    } else if (!chosen.path().equals("g_ema")
        && (asked.isEmpty() || !chosen.path().equals(asked))) {
      notices.add(taken + ".");
    }
  }
}
