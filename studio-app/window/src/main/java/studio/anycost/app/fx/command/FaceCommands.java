package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.words.Texts;

/** Draws faces for the open document; the edits stay, so that they can be tried on another face. */
public final class FaceCommands {
  /** Seeds that are short enough to be read out and typed. */
  public static final long SEEDS = 1_000_000;

  private final DocumentState documents;
  private final LongSupplier random;

  /**
   * @param random seeds to draw, any range
   */
  @Inject
  public FaceCommands(DocumentState documents, LongSupplier random) {
    this.documents = documents;
    this.random = random;
  }

  /** A face that nobody has seen. */
  public void newFace() {
    fromSeed(draw());
  }

  /** The face of a seed; a truncation chosen for drawn faces stays. */
  public void fromSeed(long seed) {
    documents.change(
        Texts.written("history.face", seed),
        document -> document.withBase(document.base().drawn(seed)));
  }

  /** A face with its truncation; one that was not drawn brings no photo along. */
  public void take(BaseStyle face) {
    documents.change(
        Texts.written(
            face instanceof BaseStyle.Seed ? "history.face" : "history.faceOf",
            name(face, Texts::written)),
        document ->
            face instanceof BaseStyle.Seed
                ? document.withBase(face)
                : document.withoutSource().withBase(face));
  }

  /** "Face 9", "Face of me.jpg". */
  public static String title(BaseStyle face) {
    return Texts.of(face instanceof BaseStyle.Seed ? "history.face" : "history.faceOf", name(face));
  }

  /** What a face is known by: its seed, or where it came from. */
  public static String name(BaseStyle face) {
    return name(face, Texts::of);
  }

  private static String name(BaseStyle face, BiFunction<String, Object[], String> words) {
    if (face instanceof BaseStyle.Seed drawn) {
      String seed = String.valueOf(drawn.seed());
      return drawn.numbers() == SeedNumbers.NUMPY
          ? words.apply("command.faceCommands.ofNumPy", new Object[] {seed})
          : seed;
    }
    String source = ((BaseStyle.Given) face).source();
    return source.isBlank()
        ? words.apply("command.faceCommands.aStyleCode", new Object[0])
        : source;
  }

  /** A seed. */
  public long draw() {
    return Math.floorMod(random.getAsLong(), SEEDS);
  }
}
