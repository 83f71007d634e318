package studio.anycost.app.fx.parameter;

/**
 * What a person marked of the parameters of a panel: favourites, which stand first, and locks,
 * which keep a slider where it is when many move at once. JavaFX thread only.
 */
public interface RowMarks {
  /** A panel whose rows cannot be marked. */
  RowMarks NONE =
      new RowMarks() {
        @Override
        public boolean areOffered() {
          return false;
        }

        @Override
        public boolean isFavourite(String key) {
          return false;
        }

        @Override
        public boolean isLocked(String key) {
          return false;
        }

        @Override
        public void setFavourite(String key, boolean on) {}

        @Override
        public void setLocked(String key, boolean on) {}
      };

  /** Whether rows can be marked. */
  boolean areOffered();

  /** Whether the parameter of a key stands first. */
  boolean isFavourite(String key);

  /** Whether the parameter of a key stays as it is. */
  boolean isLocked(String key);

  void setFavourite(String key, boolean on);

  void setLocked(String key, boolean on);
}
