package studio.anycost.app.preview;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.models.consistency.FaceDifference;

/**
 * How much previews are expected to differ from the final picture of the face on the screen: as the
 * sub-generator's pictures usually do, times how much more or less they did for this face when it
 * was last rendered in full. Confined to the preview's thread but for {@link #close}; compares
 * pictures in the background.
 */
final class Trust implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trust.class);

  /** The pictures of one version of a document that wait for the full one. */
  private record Shown(long version, Map<SubGenerator, ImageTensor> previews) {}

  private final PreviewGenerator generator;
  private final Worker preview;
  private final Worker background;
  private final Runnable changed;
  private final CancellationSource closed = new CancellationSource();
  private Ladder ladder;
  private PortraitDocument face;
  private FaceCorrection correction = FaceCorrection.NONE;
  private Shown shown = new Shown(-1, Map.of());

  /** Of the background's thread; null until it was made. */
  private Optional<FaceDifference> measure;

  /**
   * @param preview runs what changes this
   * @param background runs what takes long
   * @param changed called on the preview's thread when more or less is expected from now on
   */
  Trust(
      PreviewGenerator generator,
      Ladder ladder,
      Worker preview,
      Worker background,
      Runnable changed) {
    this.generator = generator;
    this.ladder = ladder;
    this.preview = preview;
    this.background = background;
    this.changed = changed;
  }

  /** Takes usual differences from another ladder. */
  void setLadder(Ladder other) {
    ladder = other;
  }

  /** The difference that is expected for the face on the screen; empty if nothing is known. */
  OptionalDouble expected(SubGenerator subGenerator) {
    return correction.expected(ladder, subGenerator);
  }

  /** Whether auto may show it: nothing says that it differs more than the person wants. */
  boolean admits(SubGenerator subGenerator) {
    return !(expected(subGenerator).orElse(0) > ladder.grid().mostDifference());
  }

  /** Another portrait begins without a correction. */
  void follow(PortraitDocument document) {
    PortraitDocument unedited = document.unedited();
    if (!unedited.equals(face)) {
      face = unedited;
      correct(FaceCorrection.NONE);
    }
  }

  /** A picture was shown. */
  void saw(PreviewInput input, SubGenerator subGenerator, ImageTensor image) {
    if (!input.document().unedited().equals(face)) {
      return;
    }
    if (!subGenerator.equals(ladder.full())) {
      if (FaceCorrection.isTelling(ladder, subGenerator)) {
        if (shown.version() != input.version()) {
          shown = new Shown(input.version(), new LinkedHashMap<>());
        }
        shown.previews().put(subGenerator, image);
      }
    } else if (shown.version() == input.version() && !shown.previews().isEmpty()) {
      Map<SubGenerator, ImageTensor> previews = Map.copyOf(shown.previews());
      PortraitDocument of = face;
      shown = new Shown(-1, Map.of());
      background.execute(() -> compare(of, previews, image));
    }
  }

  private void compare(
      PortraitDocument of, Map<SubGenerator, ImageTensor> previews, ImageTensor full) {
    try {
      if (measure == null) {
        measure = generator.faceDifference(closed.token());
      }
      if (measure.isPresent()) {
        Map<SubGenerator, Double> differences = new LinkedHashMap<>();
        previews.forEach(
            (subGenerator, image) ->
                differences.put(subGenerator, measure.get().between(image, full)));
        preview.execute(() -> learn(of, differences));
      }
    } catch (CancellationException e) {
      LOG.debug("The preview was closed");
    } catch (IOException | RuntimeException e) {
      LOG.warn("Previews cannot be compared with the full picture", e);
      measure = Optional.empty();
    }
  }

  private void learn(PortraitDocument of, Map<SubGenerator, Double> differences) {
    if (of.equals(face)) {
      correct(FaceCorrection.of(ladder, differences));
    }
  }

  private void correct(FaceCorrection next) {
    if (!next.equals(correction)) {
      correction = next;
      changed.run();
    }
  }

  /** Ends what runs in the background; from any thread. */
  @Override
  public void close() {
    closed.cancel();
  }
}
