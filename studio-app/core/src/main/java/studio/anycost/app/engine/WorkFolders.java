package studio.anycost.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.words.Texts;

/**
 * Where contributions of plugins keep unfinished work: a folder for each of them and each
 * generator.
 *
 * @param root made with the first folder
 */
record WorkFolders(Path root) {
  /** As much of an identity as tells models of one machine apart. */
  private static final int IDENTITY_CHARACTERS = 16;

  /**
   * The folder of a contribution, made if it is missing.
   *
   * @param contribution its id, which is fit for a name of a file
   * @throws IOException with a sentence if it cannot be made
   */
  Path of(String contribution, GeneratorDescription generator) throws IOException {
    String identity = Identities.require(generator).substring(0, IDENTITY_CHARACTERS);
    Path folder = root.resolve(contribution).resolve(identity);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(Texts.of("engine.workFolders.theFolderCannotBe", folder), e);
    }
  }
}
