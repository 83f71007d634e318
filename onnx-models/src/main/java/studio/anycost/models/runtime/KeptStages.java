package studio.anycost.models.runtime;

/**
 * Keeps the stages that a generator has read in Java's memory, until it is closed. For who asks for
 * many channel configurations, as a search does: each is then cut from memory instead of being
 * read, checked and parsed. Closing twice is safe.
 */
public interface KeptStages extends AutoCloseable {
  @Override
  void close();
}
