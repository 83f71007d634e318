package studio.anycost.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import studio.anycost.api.model.RgbImage;

class PictureNotesTest {
  private static final int LIMIT = 1000;
  private static final String IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

  @TempDir Path folder;

  private static RgbImage picture() {
    int[] pixels = new Random(4).ints(20 * 20, 0xff000000, 0).toArray();
    return RgbImage.of(20, 20, pixels);
  }

  private static PictureNotes notes(String project) {
    return new PictureNotes(
        new PictureNotes.Maker("Studio", "1", "Faces"),
        "A \"f\u00e4ce\" <& more>\u0007",
        false,
        List.of(new PictureNotes.Fact("Seed", "9")),
        Optional.of(project));
  }

  private Path written(String name, PictureNotes notes) throws IOException {
    Path file = folder.resolve(name);
    PictureWriter.write(file, picture(), 0.9, Optional.of(notes));
    return file;
  }

  @Test
  void aPngHoldsTheProjectAndTheSamePixels() throws IOException {
    Path file = written("a.png", notes("{\"\u00fc\": 1}"));
    assertThat(PngChunks.readText(file, PictureNotes.PROJECT, LIMIT)).contains("{\"\u00fc\": 1}");
    assertThat(ImageIO.read(file.toFile()).getRGB(0, 0, 20, 20, null, 0, 20))
        .isEqualTo(picture().toArray());
    assertThat(PngChunks.readText(file, "another", LIMIT)).isEmpty();
    assertThat(Files.readAllBytes(written("b.png", notes("{\"\u00fc\": 1}"))))
        .as("the same picture has the same bytes")
        .isEqualTo(Files.readAllBytes(file));
  }

  /** More than a segment has room for, and nothing that packing makes short. */
  @Test
  void aJpegHoldsTheProjectInAsManySegmentsAsItTakes() throws IOException {
    StringBuilder long100k = new StringBuilder();
    new Random(5).ints(200_000, ' ', 0x3000).forEach(code -> long100k.append((char) code));
    for (String project : new String[] {"{}", long100k.toString()}) {
      Path file = written("a.jpg", notes(project));
      assertThat(PictureNotes.readProject(file, 1 << 20)).contains(project);
      assertThat(PictureNotes.readProject(written("a.png", notes(project)), 1 << 20))
          .contains(project);
      assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(20);
    }
    assertThat(PictureNotes.readProject(folder.resolve("a.jpg"), 1000)).as("too long").isEmpty();

    byte[] file = Files.readAllBytes(written("b.jpg", notes("x".repeat(LIMIT))));
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] changed = Arrays.copyOf(file, i % 2 == 0 ? file.length : random.nextInt(file.length));
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      Path hostile = Files.write(folder.resolve("hostile.jpg"), changed);
      PictureNotes.readProject(hostile, LIMIT)
          .ifPresent(text -> assertThat(text.length()).isLessThanOrEqualTo(LIMIT));
    }
    Path bomb = written("bomb.jpg", notes("x".repeat(LIMIT + 1)));
    assertThat(PictureNotes.readProject(bomb, LIMIT)).as("more than is read").isEmpty();
  }

  @Test
  void whatAPhotoSaysOfItselfStays() {
    String own =
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
            + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
            + " rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:Rating=\"5\"%s/>"
            + "</rdf:RDF></x:xmpmeta>";
    String type =
        " xmlns:Iptc4xmpExt=\"" + IPTC + "\" Iptc4xmpExt:DigitalSourceType=\"digitalCapture\"";
    for (String said : new String[] {"", type}) {
      byte[] packet = own.formatted(said).getBytes(StandardCharsets.UTF_8);
      String noted = new String(notes("{}").addedTo(packet), StandardCharsets.UTF_8);
      assertThat(noted)
          .contains("xmp:Rating=\"5\"", "AISystemUsed=\"Studio, Faces\"")
          .containsOnlyOnce("DigitalSourceType=")
          .containsOnlyOnce("digitalsourcetype/trainedAlgorithmicMedia\"")
          .doesNotContain("digitalCapture");
    }
    byte[] strange = "no packet".getBytes(StandardCharsets.UTF_8);
    assertThat(notes("{}").addedTo(strange)).isEqualTo(strange);
  }

  /** Another prefix, a resource in place of a text, an end that is a comment's. */
  @Test
  void whateverAPhotosPacketLooksLikeItSaysWhatThePictureIsNow() throws Exception {
    String own =
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><r:RDF"
            + " xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><r:Description"
            + " r:about=\"\" xmlns:i=\""
            + IPTC
            + "\"><i:DigitalSourceType r:resource=\"http://cv.iptc.org/digitalCapture\"/>"
            + "</r:Description></r:RDF ><!-- </rdf:RDF> --></x:xmpmeta>";
    String noted =
        new String(
            notes("{}").addedTo(own.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document xmp =
        factory
            .newDocumentBuilder()
            .parse(new java.io.ByteArrayInputStream(noted.getBytes(StandardCharsets.UTF_8)));
    assertThat(xmp.getElementsByTagNameNS("*", "Description").getLength()).isEqualTo(2);
    assertThat(noted)
        .containsOnlyOnce("DigitalSourceType")
        .contains("digitalsourcetype/trainedAlgorithmicMedia\"/>")
        .doesNotContain("digitalCapture");
  }

  @Test
  void charactersThatXmlHasNotAreLeftOut() throws Exception {
    PictureNotes notes =
        new PictureNotes(
            new PictureNotes.Maker("Studio", "1", "Fa\uFFFEces\uFFFF\uD800"),
            "a\u0000b",
            false,
            List.of(),
            Optional.empty());
    String xmp = notes.xmp();
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new java.io.ByteArrayInputStream(
                xmp.substring(xmp.indexOf("<x:"), xmp.indexOf("</x:xmpmeta>") + 12)
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(xmp).contains("Fa ces  ");
  }

  @Test
  void theNotesAreXmpInBothFormats() throws Exception {
    for (String name : new String[] {"a.png", "a.jpg"}) {
      Path file = written(name, notes("{}"));
      assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(20);
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      int from = bytes.indexOf("<x:xmpmeta");
      String xml = bytes.substring(from, bytes.indexOf("</x:xmpmeta>") + 12);
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Document xmp =
          factory
              .newDocumentBuilder()
              .parse(new java.io.ByteArrayInputStream(xml.getBytes(StandardCharsets.ISO_8859_1)));
      assertThat(xmp.getElementsByTagName("rdf:li").item(0).getTextContent())
          .isEqualTo("A \"f\u00e4ce\" <& more> ");
      Element told = (Element) xmp.getElementsByTagName("rdf:Description").item(0);
      assertThat(told.getAttributeNS(IPTC, "DigitalSourceType"))
          .isEqualTo("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
      assertThat(told.getAttributeNS(IPTC, "AISystemUsed")).isEqualTo("Studio, Faces");
      assertThat(told.getAttributeNS(IPTC, "AISystemVersionUsed")).isEqualTo("1");
      assertThat(told.getAttributeNS(PictureNotes.NAMESPACE, "Seed")).isEqualTo("9");
    }
  }

  /** Whatever somebody made of the file: a text, or none, and no failure. */
  @Test
  void aHostileFileHasNoProject() throws IOException {
    byte[] file = Files.readAllBytes(written("a.png", notes("x".repeat(LIMIT))));
    assertThat(read(file)).hasValueSatisfying(text -> assertThat(text).hasSize(LIMIT));
    byte[] bomb = Files.readAllBytes(written("b.png", notes("x".repeat(LIMIT + 1))));
    assertThat(read(bomb)).as("more than is read").isEmpty();
    assertThat(read("no picture".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    for (int length = 0; length < file.length; length += 7) {
      read(Arrays.copyOf(file, length));
    }
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      byte[] changed = file.clone();
      changed[random.nextInt(file.length)] = (byte) random.nextInt();
      Optional<String> text = read(changed);
      text.ifPresent(found -> assertThat(found.length()).isLessThanOrEqualTo(LIMIT));
    }
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(file, 0, 33);
    for (int i = 0; i < 100_000; i++) {
      PngChunks.write(many, "teSt", new byte[0]);
    }
    assertThat(read(many.toByteArray())).isEmpty();
    assertThat(PngChunks.readText(folder, PictureNotes.PROJECT, LIMIT)).isEmpty();
  }

  private Optional<String> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("hostile.png"), bytes);
    return PngChunks.readText(file, PictureNotes.PROJECT, LIMIT);
  }
}
