package studio.anycost.evaluation.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.anycost.evaluation.measure.EncoderTable;
import studio.anycost.evaluation.measure.SubVersusFull;
import studio.anycost.evaluation.measure.Uniform;
import studio.anycost.evaluation.statistics.Estimate;
import studio.anycost.evaluation.statistics.KernelDistance;

/** The numbers of an evaluation. Filled by one thread; whoever reads it comes later. */
final class Results {
  /**
   * How the pictures of a sub-generator differ from the data.
   *
   * @param fid if it was wanted
   * @param kid if it was wanted
   */
  record ToData(OptionalDouble fid, Optional<KernelDistance> kid) {}

  private final Map<Uniform, ToData> toData = new LinkedHashMap<>();
  private final Map<Uniform, Estimate> pathLengths = new LinkedHashMap<>();
  private final Map<Uniform, SubVersusFull.Found> subVersusFull = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<EncoderTable> encoder = Optional.empty();
  private int featureValues;

  Map<Uniform, ToData> toData() {
    return toData;
  }

  Map<Uniform, Estimate> pathLengths() {
    return pathLengths;
  }

  Map<Uniform, SubVersusFull.Found> subVersusFull() {
    return subVersusFull;
  }

  Optional<EncoderTable> encoder() {
    return encoder;
  }

  void setEncoder(EncoderTable table) {
    encoder = Optional.of(table);
  }

  /** How many values the features have; 0 if there are none. */
  int featureValues() {
    return featureValues;
  }

  void setFeatureValues(int count) {
    featureValues = count;
  }

  /** Sentences that belong to the numbers. */
  List<String> notes() {
    return notes;
  }
}
