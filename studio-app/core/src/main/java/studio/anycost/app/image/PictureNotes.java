package studio.anycost.app.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written into a picture beside its pixels: that a generative model made it, and how to
 * make it again.
 *
 * @param maker what made it
 * @param description for people: the model, the face and the edits
 * @param ofPhoto whether a photo was edited; else all of it was generated
 * @param facts what machines may look for
 * @param project the text of a project; empty keeps it to oneself
 */
public record PictureNotes(
    Maker maker, String description, boolean ofPhoto, List<Fact> facts, Optional<String> project) {
  /** The keyword of the project's text in a PNG file, and its mark in a JPEG file. */
  public static final String PROJECT = "anycost-project";

  /** The names of {@link Fact}s are of this namespace. */
  static final String NAMESPACE = "http://anycost.studio/xmp/1.0/";

  /**
   * What made a picture.
   *
   * @param software its name
   * @param version of the software
   * @param model the name of the generative model
   */
  public record Maker(String software, String version, String model) {}

  /**
   * Something about a picture.
   *
   * @param name letters alone
   */
  public record Fact(String name, String value) {
    public Fact {
      if (!name.matches("[A-Za-z]+")) {
        throw new IllegalArgumentException("A fact's name has letters alone.");
      }
    }
  }

  private static final String SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/";
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
  private static final String XMP_HEAD = "http://ns.adobe.com/xap/1.0/\0";

  /** What of a text is written: all of the packet has to fit into a segment of 64 kB. */
  private static final int LONGEST = 6000;

  /** What a photo says of itself already. */
  private static final Pattern SOURCE_TYPE =
      Pattern.compile(
          "(DigitalSourceType\\s*=\\s*[\"']"
              + "|DigitalSourceType\\s[^<>]{0,200}?\\bresource\\s*=\\s*[\"']"
              + "|DigitalSourceType>\\s*)[^\"'<]*(?=[\"'<])");

  private static final String RDF_END = "</rdf:RDF>";

  /** The end of a packet's statements, whatever its writer calls the namespace; no comments. */
  private static final Pattern ANY_END =
      Pattern.compile("<!--(?:.*?-->|.*)|</(\\w+):RDF\\s*>", Pattern.DOTALL);

  /** The signature and the first chunk, which tells the size. */
  private static final int PNG_HEAD = 8 + 25;

  private static final int JPEG_HEAD = 2;
  private static final int LARGEST_SEGMENT = 0xffff;

  public PictureNotes {
    Objects.requireNonNull(maker);
    Objects.requireNonNull(description);
    Objects.requireNonNull(project);
    facts = List.copyOf(facts);
  }

  /**
   * The packet of metadata: what the International Press Telecommunications Council asks for of
   * pictures that models made (Photo Metadata Standard 2025.1), in XMP (ISO 16684-1).
   */
  public String xmp() {
    return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        + "<rdf:Description rdf:about=\"\""
        + " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        + attribute("xmp:CreatorTool", maker.software() + " " + maker.version())
        + ofModel()
        + sourceType()
        + "><dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">"
        + escaped(description)
        + "</rdf:li></rdf:Alt></dc:description></rdf:Description>"
        + RDF_END
        + "</x:xmpmeta>\n"
        + "<?xpacket end=\"r\"?>";
  }

  /**
   * The packet of a photo with these notes in it: what its owner wrote stays, and the kind of
   * source becomes what the picture is now.
   *
   * @param packet in an encoding that has ASCII's characters as bytes
   * @return the same packet if it is none that can be added to
   */
  public byte[] addedTo(byte[] packet) {
    // Byte by byte: whatever the encoding of the rest is, it stays.
    String text = new String(packet, StandardCharsets.ISO_8859_1);
    Matcher ends = ANY_END.matcher(text);
    int end = -1;
    String rdf = "";
    while (ends.find()) {
      if (ends.group(1) != null) {
        end = ends.start();
        rdf = ends.group(1);
      }
    }
    if (end < 0) {
      return packet;
    }
    Matcher known = SOURCE_TYPE.matcher(text);
    boolean told = known.find();
    String added =
        "<"
            + rdf
            + ":Description "
            + rdf
            + ":about=\"\""
            + ofModel()
            + (told ? "" : sourceType())
            + "/>";
    String result = text.substring(0, end) + added + text.substring(end);
    return (told
            ? SOURCE_TYPE
                .matcher(result)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + type()))
            : result)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private String type() {
    return SOURCE_TYPES
        + (ofPhoto ? "compositeWithTrainedAlgorithmicMedia" : "trainedAlgorithmicMedia");
  }

  private String sourceType() {
    return attribute("Iptc4xmpExt:DigitalSourceType", type());
  }

  private String ofModel() {
    StringBuilder text =
        new StringBuilder(" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"");
    text.append(" xmlns:anycost=\"").append(NAMESPACE).append('"');
    text.append(attribute("Iptc4xmpExt:AISystemUsed", maker.software() + ", " + maker.model()));
    text.append(attribute("Iptc4xmpExt:AISystemVersionUsed", maker.version()));
    for (Fact fact : facts) {
      text.append(attribute("anycost:" + fact.name(), fact.value()));
    }
    return text.toString();
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escaped(value) + "\"";
  }

  /** In ASCII, which is the same in all encodings that packets have. */
  private static String escaped(String text) {
    StringBuilder result = new StringBuilder();
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "\u2026" : text;
    cut.codePoints()
        .map(code -> isNone(code) ? ' ' : code)
        .forEach(
            code -> {
              if (code > 126 || code == '&' || code == '<' || code == '>' || code == '"') {
                result.append("&#").append(code).append(';');
              } else {
                result.append((char) code);
              }
            });
    return result.toString();
  }

  /** What no XML file may have. */
  private static boolean isNone(int code) {
    boolean half = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    return Character.isISOControl(code) || half || (code & 0xfffe) == 0xfffe;
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

  /** The same JPEG file with these notes at its head. */
  byte[] intoJpeg(byte[] file) throws IOException {
    byte[] packet = (XMP_HEAD + xmp()).getBytes(StandardCharsets.UTF_8);
    int length = packet.length + 2;
    // JFIF asks for its own segment to be the first.
    int at = JPEG_HEAD;
    if ((file[at + 1] & 0xff) == 0xe0) {
      at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + length + 4096);
    out.write(file, 0, at);
    if (length <= LARGEST_SEGMENT) {
      out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
      out.writeBytes(packet);
    }
    if (project.isPresent()) {
      JpegText.write(out, PROJECT, project.get());
    }
    out.write(file, at, file.length - at);
    return out.toByteArray();
  }

  /**
   * The text of the project in a picture. Decodes no pixels.
   *
   * @param limit the longest text that is read, in bytes
   * @return empty if the file is neither PNG nor JPEG, or has no such text that can be read
   */
  public static Optional<String> readProject(Path picture, int limit) throws IOException {
    Optional<String> text = PngChunks.readText(picture, PROJECT, limit);
    return text.isPresent() ? text : JpegText.read(picture, PROJECT, limit);
  }
}
