package studio.anycost.models.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * What tells bundles apart: the SHA-256 of the manifest, byte by byte, without the table of
 * consistency. As the manifest holds the hash of every file, equal identities mean equal models;
 * the table tells of the model and is no part of it, so that a project still fits a model that was
 * measured since.
 */
final class BundleIdentity {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private BundleIdentity() {}

  /**
   * @param manifest one that was read before, so that it is well-formed
   */
  static String of(byte[] manifest) throws IOException {
    MessageDigest digest = Sha256.digest();
    long start = manifest.length;
    long end = manifest.length;
    try (JsonParser parser = JSON.createParser(manifest)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (start < manifest.length) {
          end = parser.currentTokenLocation().getByteOffset();
          break;
        }
        boolean isTable = parser.currentName().equals(ManifestDocument.CONSISTENCY);
        long name = parser.currentTokenLocation().getByteOffset();
        parser.nextToken();
        parser.skipChildren();
        if (isTable) {
          start = name;
          end = parser.currentLocation().getByteOffset();
        }
      }
    }
    if (start < 0 || end < start) {
      // No text in UTF-8, where alone bytes can be counted: nothing that this program wrote.
      start = manifest.length;
      end = manifest.length;
    }
    digest.update(manifest, 0, (int) start);
    digest.update(manifest, (int) end, manifest.length - (int) end);
    return Sha256.hex(digest);
  }
}
