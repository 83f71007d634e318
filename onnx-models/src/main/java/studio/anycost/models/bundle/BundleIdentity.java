package studio.anycost.models.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What tells bundles apart: the SHA-256 of the manifest, byte by byte, without the tables of
 * consistency, of sliders and of sub-generators. As the manifest holds the hash of every file,
 * equal identities mean equal models; the tables tell of the model and are no part of it, so that a
 * project still fits a model that was measured since.
 */
final class BundleIdentity {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final Set<String> TABLES =
      Set.of(
          ManifestDocument.CONSISTENCY, ManifestDocument.SLIDERS, ManifestDocument.SUB_GENERATORS);

  private BundleIdentity() {}

  /**
   * @param manifest one that was read before, so that it is well-formed
   */
  static String of(byte[] manifest) throws IOException {
    MessageDigest digest = Sha256.digest();
    int counted = 0;
    for (Span span : tables(manifest)) {
      digest.update(manifest, counted, span.start - counted);
      counted = span.end;
    }
    digest.update(manifest, counted, manifest.length - counted);
    return Sha256.hex(digest);
  }

  /** Where the tables stand, in order, from the quotation mark before a name to the next one's. */
  private static List<Span> tables(byte[] manifest) throws IOException {
    List<Span> tables = new ArrayList<>();
    int start = -1;
    try (JsonParser parser = JSON.createParser(manifest)) {
      parser.nextToken();
      int end = manifest.length;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int name = (int) parser.currentTokenLocation().getByteOffset();
        if (start >= 0) {
          tables.add(new Span(start, name));
          start = -1;
        }
        String field = parser.currentName();
        parser.nextToken();
        parser.skipChildren();
        if (TABLES.contains(field)) {
          start = name;
          end = (int) parser.currentLocation().getByteOffset();
        }
      }
      if (start >= 0) {
        tables.add(new Span(start, end));
      }
    }
    int before = 0;
    for (Span table : tables) {
      if (table.start < before || table.end < table.start) {
        // No text in UTF-8, where alone bytes can be counted: nothing that this program wrote.
        return List.of();
      }
      before = table.end;
    }
    return tables;
  }

  private record Span(int start, int end) {}
}
