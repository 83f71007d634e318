package studio.anycost.app.movie;

import java.io.IOException;

/** Writes one film. For one thread. Closing frees what it holds; only finishing makes a film. */
interface MovieWriter extends MovieSink, AutoCloseable {
  /** Nothing is added any more: the film is whole after this. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;
}
