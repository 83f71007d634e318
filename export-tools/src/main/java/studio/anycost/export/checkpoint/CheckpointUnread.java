package studio.anycost.export.checkpoint;

/**
 * A value that was left unread because only somebody's code could make it; no such code was looked
 * for, loaded or run.
 *
 * @param name of the class or function that the file names, as a stranger wrote it
 * @param kind what it is, as far as the file tells
 */
public record CheckpointUnread(String name, Kind kind) implements CheckpointValue {

  /** What was left unread. */
  public enum Kind {
    /** Anything: arguments of a training, numbers of NumPy, paths, dates. */
    VALUE,
    /** Two values under keys that read the same. */
    TWICE,
    /** A module of PyTorch, saved whole instead of its weights. */
    MODULE,
    /** A network of NVIDIA's training code, saved together with its source code. */
    CODE_SNAPSHOT,
    /** A network of TensorFlow, saved together with its source code. */
    TENSORFLOW_NETWORK
  }

  /** What it is and what to do, a sentence or two that follow "this is" or "'key' is". */
  public String explanation() {
    String shown = Printable.of(name);
    return switch (kind) {
      case VALUE ->
          "a value of '"
              + shown
              + "', which only code could make, and none is run. Save it as plain tensors.";
      case TWICE -> "there twice, under keys that read the same. Save it under one key.";
      case MODULE ->
          "a whole module ("
              + shown
              + "), and its code is not run. "
              + saveWeights("model.state_dict()");
      case CODE_SNAPSHOT ->
          "a training snapshot with Python code, which is not run. "
              + saveWeights("{'g_ema': G_ema.state_dict()}");
      case TENSORFLOW_NETWORK ->
          "a network of TensorFlow with Python code, which is not run. Convert it to PyTorch first"
              + " and save the state_dict.";
    };
  }

  private static String saveWeights(String what) {
    return "Load it where it was made and save its weights alone: torch.save("
        + what
        + ", 'weights.pt').";
  }
}
