package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.util.function.LongSupplier;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.fx.state.DocumentState;

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
    documents.change("Face " + seed, document -> document.withBase(document.base().drawn(seed)));
  }

  /** A face with its truncation; one that was not drawn brings no photo along. */
  public void take(BaseStyle face) {
    documents.change(
        title(face),
        document ->
            face instanceof BaseStyle.Seed
                ? document.withBase(face)
                : document.withoutSource().withBase(face));
  }

  /** "Face 9", "Face of me.jpg". */
  public static String title(BaseStyle face) {
    return (face instanceof BaseStyle.Seed ? "Face " : "Face of ") + name(face);
  }

  /** What a face is known by: its seed, or where it came from. */
  public static String name(BaseStyle face) {
    if (face instanceof BaseStyle.Seed drawn) {
      return drawn.seed() + (drawn.numbers() == SeedNumbers.NUMPY ? " of NumPy" : "");
    }
    String source = ((BaseStyle.Given) face).source();
    return source.isBlank() ? "a style code" : source;
  }

  /** A seed. */
  public long draw() {
    return Math.floorMod(random.getAsLong(), SEEDS);
  }
}
