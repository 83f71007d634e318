package studio.anycost.app.document;

import static studio.anycost.app.document.JsonParts.number;
import static studio.anycost.app.document.JsonParts.object;
import static studio.anycost.app.document.JsonParts.refusal;
import static studio.anycost.app.document.JsonParts.text;
import static studio.anycost.app.document.JsonParts.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.words.Texts;

/** The JSON form of a photo and its square; the photo's file lies elsewhere. */
final class SourceJson {
  private static final int MAX_SIDE = 65_535;

  private SourceJson() {}

  /** Finds the files of photos. */
  @FunctionalInterface
  interface Photos {
    /**
     * @param path as it was written
     * @param name of the file, for people
     */
    PhotoFile file(String path, String name);
  }

  /** Where the photo lies; the name leads out of no folder. */
  static String path(JsonNode node) {
    String path = text(node, "photo");
    if (!ProjectZip.isPhoto(path)) {
      throw refusal(Texts.of("document.sourceJson.itsPhotoIsMissing"));
    }
    return path;
  }

  static PhotoSource read(JsonNode node, Photos photos) {
    return new PhotoSource(
        photos.file(path(node), text(node, "name")),
        side(node, "width"),
        side(node, "height"),
        alignment(object(node, "alignment")),
        turn(node),
        faces(node.path("faces")));
  }

  private static Alignment alignment(JsonNode square) {
    return new Alignment(
        number(square, "centreX"),
        number(square, "centreY"),
        number(square, "axisX"),
        number(square, "axisY"));
  }

  /** Files of earlier studios turn nothing. */
  private static QuarterTurn turn(JsonNode source) {
    if (!source.has("turn")) {
      return QuarterTurn.NONE;
    }
    long degrees = whole(source, "turn");
    if (degrees < 0 || degrees >= 360 || degrees % 90 != 0) {
      throw refusal(Texts.of("document.sourceJson.itsPhotoIsTurned", degrees));
    }
    return QuarterTurn.ofDegrees((int) degrees).orElseThrow();
  }

  private static List<Face> faces(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > PhotoSource.MOST_FACES) {
      throw refusal(Texts.of("document.sourceJson.theFacesOfIts", PhotoSource.MOST_FACES));
    }
    List<Face> faces = new ArrayList<>();
    for (JsonNode face : node) {
      faces.add(
          new Face(
              alignment(object(face, "alignment")),
              number(face, "confidence"),
              face.has("points") ? Optional.of(points(object(face, "points"))) : Optional.empty()));
    }
    return faces;
  }

  private static FacePoints points(JsonNode node) {
    return new FacePoints(
        place(node, "leftEye"),
        place(node, "rightEye"),
        place(node, "leftMouth"),
        place(node, "rightMouth"));
  }

  private static FacePoints.Place place(JsonNode node, String field) {
    JsonNode place = object(node, field);
    return new FacePoints.Place(number(place, "x"), number(place, "y"));
  }

  private static int side(JsonNode node, String field) {
    long value = whole(node, field);
    if (value < 1 || value > MAX_SIDE) {
      throw refusal(Texts.of("document.sourceJson.itsPhotoHasNo"));
    }
    return (int) value;
  }

  static ObjectNode write(PhotoSource source) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("photo", ProjectZip.path(source.file()))
        .put("name", source.file().name())
        .put("width", source.width())
        .put("height", source.height());
    write(node.putObject("alignment"), source.alignment());
    if (source.turn() != QuarterTurn.NONE) {
      node.put("turn", source.turn().degrees());
    }
    if (!source.faces().isEmpty()) {
      ArrayNode faces = node.putArray("faces");
      for (Face face : source.faces()) {
        ObjectNode each = faces.addObject().put("confidence", face.confidence());
        write(each.putObject("alignment"), face.alignment());
        face.points().ifPresent(points -> write(each.putObject("points"), points));
      }
    }
    return node;
  }

  private static void write(ObjectNode node, Alignment square) {
    node.put("centreX", square.centreX())
        .put("centreY", square.centreY())
        .put("axisX", square.axisX())
        .put("axisY", square.axisY());
  }

  private static void write(ObjectNode node, FacePoints points) {
    write(node, "leftEye", points.leftEye());
    write(node, "rightEye", points.rightEye());
    write(node, "leftMouth", points.leftMouth());
    write(node, "rightMouth", points.rightMouth());
  }

  private static void write(ObjectNode node, String field, FacePoints.Place place) {
    node.putObject(field).put("x", place.x()).put("y", place.y());
  }
}
