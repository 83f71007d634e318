package studio.anycost.training.run;

/** Something that has to be a finite number is none any more. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String what;

  private DivergedException(String what, String advice) {
    super(what + advice);
    this.what = what;
  }

  /** Something that is none, with what to do about it. */
  public static DivergedException at(String name, long step) {
    return new DivergedException(
        "The " + name + " is no finite number at step " + step + ".",
        " Go on from an earlier checkpoint with a lower learning rate.");
  }

  /** What happened, without what to do. */
  public String what() {
    return what;
  }

  /** The same after so many tries from one checkpoint. */
  public DivergedException after(int tries, long checkpoint) {
    return new DivergedException(
        what,
        " "
            + tries
            + " tries from the checkpoint of step "
            + checkpoint
            + " with other random numbers ended alike. Go on with a lower learning rate (--lr); the"
            + " checkpoint is still there.");
  }
}
