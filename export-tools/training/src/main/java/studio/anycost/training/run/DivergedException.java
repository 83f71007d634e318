package studio.anycost.training.run;

/** A loss is no finite number any more. No weight was moved by it. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergedException(String loss, long step) {
    super(
        "The "
            + loss
            + " is no finite number at step "
            + step
            + ": go on from an earlier checkpoint with a lower learning rate.");
  }
}
