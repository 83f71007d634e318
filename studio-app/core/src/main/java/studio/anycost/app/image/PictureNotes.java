package studio.anycost.app.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * What is written into a picture beside its pixels: that a generative model made it, and how to
 * make it again.
 *
 * @param software that made it
 * @param description for people: the model, the face and the edits
 * @param ofPhoto whether a photo was edited; else all of it was generated
 * @param project the text of a project, for PNG files; empty keeps it to oneself
 */
public record PictureNotes(
    String software, String description, boolean ofPhoto, Optional<String> project) {
  /** The keyword of the project's text in a PNG file. */
  public static final String PROJECT = "anycost-project";

  private static final String SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/";
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
  private static final String XMP_HEAD = "http://ns.adobe.com/xap/1.0/\0";

  /** The signature and the first chunk, which tells the size. */
  private static final int PNG_HEAD = 8 + 25;

  private static final int JPEG_HEAD = 2;
  private static final int LARGEST_SEGMENT = 0xffff;

  public PictureNotes {
    Objects.requireNonNull(software);
    Objects.requireNonNull(description);
    Objects.requireNonNull(project);
  }

  /**
   * The packet of metadata: what the International Press Telecommunications Council asks for of
   * pictures that models made, in XMP (ISO 16684-1).
   */
  String xmp() {
    String type = ofPhoto ? "compositeWithTrainedAlgorithmicMedia" : "trainedAlgorithmicMedia";
    return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        + "<rdf:Description rdf:about=\"\""
        + " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        + " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\""
        + " xmp:CreatorTool=\""
        + escaped(software)
        + "\" Iptc4xmpExt:DigitalSourceType=\""
        + SOURCE_TYPES
        + type
        + "\"><dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">"
        + escaped(description)
        + "</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>\n"
        + "<?xpacket end=\"r\"?>";
  }

  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The same PNG file with these notes before its pixels. */
  byte[] intoPng(byte[] file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
    out.write(file, 0, PNG_HEAD);
    PngChunks.write(out, "iTXt", PngChunks.text(XMP_KEYWORD, xmp(), false));
    if (project.isPresent()) {
      PngChunks.write(out, "iTXt", PngChunks.text(PROJECT, project.get(), true));
    }
    out.write(file, PNG_HEAD, file.length - PNG_HEAD);
    return out.toByteArray();
  }

  /** The same JPEG file with these notes at its head; its segments have no room for a project. */
  byte[] intoJpeg(byte[] file) {
    byte[] packet = (XMP_HEAD + xmp()).getBytes(StandardCharsets.UTF_8);
    int length = packet.length + 2;
    if (length > LARGEST_SEGMENT) {
      return file;
    }
    // JFIF asks for its own segment to be the first.
    int at = JPEG_HEAD;
    if ((file[at + 1] & 0xff) == 0xe0) {
      at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + length + 2);
    out.write(file, 0, at);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
    out.writeBytes(packet);
    out.write(file, at, file.length - at);
    return out.toByteArray();
  }
}
