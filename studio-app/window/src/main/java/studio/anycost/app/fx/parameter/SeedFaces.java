package studio.anycost.app.fx.parameter;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.scene.image.Image;

/**
 * What the faces of seeds look like, and a wall of them that a person chooses from. JavaFX thread
 * only.
 */
public interface SeedFaces {
  /** Where nobody can show faces. */
  SeedFaces NONE =
      new SeedFaces() {
        @Override
        public boolean areOffered() {
          return false;
        }

        @Override
        public ReadOnlyLongProperty versionProperty() {
          return new ReadOnlyLongWrapper().getReadOnlyProperty();
        }

        @Override
        public Runnable draw(Face face, Consumer<Optional<Image>> done) {
          return () -> {};
        }

        @Override
        public Runnable choose(Question question) {
          return () -> {};
        }
      };

  /**
   * A face.
   *
   * @param seed from 0 to {@link studio.anycost.api.parameter.SeedParameter#LARGEST}
   * @param psi its truncation, 1 as drawn, 0 the mean face
   */
  record Face(long seed, double psi) {}

  /**
   * What a face is wanted for.
   *
   * @param what for people: the name of the parameter
   * @param now the face that it has; asked again when anything has changed
   * @param chosen takes the seed of the face that the person chose; not called if they leave
   * @param back run when what was there before is on the screen again, whether or not a face was
   *     chosen; not if the person went elsewhere
   */
  record Question(String what, Supplier<Face> now, LongConsumer chosen, Runnable back) {
    /** The same, of which it is said where it belongs to. */
    public Question within(String name) {
      return new Question(name + ": " + what, now, chosen, back);
    }
  }

  /** Whether there are faces to be shown. */
  default boolean areOffered() {
    return true;
  }

  /** Another number each time seeds stand for other faces than before, as with another model. */
  ReadOnlyLongProperty versionProperty();

  /**
   * Draws a small square picture of a face without edits, behind everything that somebody waits
   * for.
   *
   * @param done takes the picture, or nothing if it cannot be drawn
   * @return cancels it: then {@code done} is not called any more
   */
  Runnable draw(Face face, Consumer<Optional<Image>> done);

  /**
   * Lets the person choose a face, once, in the place of whatever is chosen for now.
   *
   * @return ends the choosing without a choice; does nothing after it has ended
   */
  Runnable choose(Question question);

  /** The same faces, chosen for something that belongs to what has this name. */
  default SeedFaces within(String name) {
    SeedFaces all = this;
    return new SeedFaces() {
      @Override
      public boolean areOffered() {
        return all.areOffered();
      }

      @Override
      public ReadOnlyLongProperty versionProperty() {
        return all.versionProperty();
      }

      @Override
      public Runnable draw(Face face, Consumer<Optional<Image>> done) {
        return all.draw(face, done);
      }

      @Override
      public Runnable choose(Question question) {
        return all.choose(question.within(name));
      }
    };
  }
}
