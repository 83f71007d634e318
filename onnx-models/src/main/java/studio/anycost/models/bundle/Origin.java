package studio.anycost.models.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.models.words.Texts;

/**
 * What a changed bundle was made of. Its first manifest comes along, so that the identity of its
 * generator is not claimed but shown: the bytes give the identity, and every file of the generator
 * must still be the one that they list.
 */
final class Origin {
  /** The file's name where the studio chooses it. */
  static final String FILE = "origin.json";

  private Origin() {}

  /**
   * The identity that portraits of the generator know.
   *
   * @param bundle what messages call the bundle
   * @param bytes of the first manifest
   * @throws BundleException if that is none, or is that of another generator
   */
  static String identity(String bundle, Manifest manifest, byte[] bytes) throws IOException {
    Manifest first = ManifestCodec.decode(bytes, bundle);
    boolean same =
        first.origin().isEmpty()
            && first.generator().equals(manifest.generator())
            && first.meanStyle().equals(manifest.meanStyle())
            && first.stages().equals(manifest.stages())
            && first.mapping().equals(manifest.mapping())
            && first.noise().equals(manifest.noise());
    for (String file : same ? generatorFiles(manifest) : List.<String>of()) {
      Manifest.FileEntry entry = manifest.files().get(file);
      same &= entry != null && entry.equals(first.files().get(file));
    }
    if (!same) {
      throw BundleException.ofFile(
          bundle, manifest.origin().orElse(FILE), Texts.of("bundle.origin.otherGenerator"));
    }
    return BundleIdentity.of(bytes);
  }

  /** What a picture depends on. */
  static List<String> generatorFiles(Manifest manifest) {
    List<String> files = new ArrayList<>();
    manifest.stages().forEach(stage -> files.add(stage.file()));
    files.add(manifest.mapping());
    Optional<String> noise = manifest.noise();
    noise.ifPresent(files::add);
    return files;
  }
}
