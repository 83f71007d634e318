package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.series.NamedPhoto;

/** Where the portraits of photos belong, and which of them are there. For one thread. */
interface PortraitPlaces {
  /**
   * Where the portrait of a photo belongs.
   *
   * @param done the portrait, if it is there and is not to be made again
   */
  record Place(Path file, Optional<PortraitDocument> done) {}

  /**
   * Finds the portrait of a photo, or the file that it is to be written to.
   *
   * @throws InputException with a sentence if what is there is not ours to replace
   * @throws IOException if it cannot be read what is there
   */
  Place place(NamedPhoto photo, PortraitInput input) throws IOException, InputException;

  /** Hears that a portrait was written. */
  void wrote(Path file, PortraitInput input);
}
