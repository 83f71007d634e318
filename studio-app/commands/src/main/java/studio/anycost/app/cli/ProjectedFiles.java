package studio.anycost.app.cli;

import java.util.Optional;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.photo.QuarterTurn;

/**
 * Tells whether a project that is there is what would be made: of the same photo, by the same model
 * and the same steps. What a person did to it later, edits for instance, does not count.
 *
 * @param identity of the open model
 * @param turn that photos are turned by; empty if nothing was said
 */
record ProjectedFiles(ProjectionPlan plan, String identity, Optional<QuarterTurn> turn) {
  /** What a project that is there is. */
  enum Match {
    DONE,
    OTHER_SETTINGS,
    OTHER_PHOTO
  }

  Match match(PortraitDocument there, PortraitInput input) {
    if (there.source().isEmpty() || !input.isOf(there.source().get())) {
      return Match.OTHER_PHOTO;
    }
    return isMade(there, there.source().get(), input) ? Match.DONE : Match.OTHER_SETTINGS;
  }

  private boolean isMade(PortraitDocument there, PhotoSource source, PortraitInput input) {
    return there.bundleIdentity().equals(identity)
        && there.runs().equals(plan.runs(input.runs(), input.aligns()))
        && (input.isProject() && turn.isEmpty() || source.turn() == turn.orElse(QuarterTurn.NONE))
        && (!input.aligns() || plan.aligner().isEmpty() || isFace(source));
  }

  private boolean isFace(PhotoSource source) {
    int index = plan.face() - 1;
    return index < source.faces().size()
        && source.faces().get(index).alignment().equals(source.alignment());
  }
}
