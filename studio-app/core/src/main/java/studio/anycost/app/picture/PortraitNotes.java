package studio.anycost.app.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import studio.anycost.api.extension.Edit;
import studio.anycost.app.compare.Compared;
import studio.anycost.app.compare.PortraitCaption;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.image.PictureNotes.Fact;
import studio.anycost.app.settings.ProductVersion;

/**
 * What is written into pictures of portraits: whoever sees one can learn that a model made it, and
 * whoever opens it in the studio can go on. Not of a photo: how its face looked before is for its
 * owner to show.
 */
public final class PortraitNotes {
  private static final String SOFTWARE = "Anycost Studio";

  private final String model;
  private final PortraitCaption caption;

  /**
   * @param model the name of the open model
   * @param edits of the open model, for the names of what was set
   */
  public PortraitNotes(String model, List<Offered<Edit>> edits) {
    this.model = model;
    this.caption = PortraitCaption.asWritten(edits);
  }

  /**
   * The notes for the picture of a document.
   *
   * @throws IOException with a sentence if the document is too large for a project
   */
  public PictureNotes of(PortraitDocument document) throws IOException {
    return of("", document);
  }

  /**
   * The notes for a picture of one portrait.
   *
   * @param what is to be seen, the beginning of a sentence that ends in a blank, or nothing
   * @throws IOException with a sentence if the document is too large for a project
   */
  public PictureNotes of(String what, PortraitDocument document) throws IOException {
    PortraitDocument shown = document.isOfPhoto() ? document : document.withoutSource();
    return of(what, new Project(shown, model));
  }

  /**
   * The notes for the photo of a document with its face in it; none as long as there is no edit,
   * since the photo is what it was then.
   *
   * @throws IOException with a sentence
   */
  public Optional<PictureNotes> ofChanged(PortraitDocument document) throws IOException {
    return document.recipe().isEmpty() ? Optional.empty() : Optional.of(of(document));
  }

  /**
   * The notes for a picture of several states of a portrait.
   *
   * @param what is to be seen, the beginning of a sentence that ends in a blank, or nothing
   * @param shown the portrait, with the variants or the history that the picture shows
   * @throws IOException with a sentence if that is too large for a project
   */
  public PictureNotes of(String what, Project shown) throws IOException {
    PortraitDocument document = shown.document();
    boolean ofPhoto = !shown.photos().isEmpty();
    return new PictureNotes(
        new PictureNotes.Maker(SOFTWARE, ProductVersion.number(), model),
        what + "Edited with a generative model, \u201c" + model + "\u201d: " + caption.of(document),
        ofPhoto,
        facts(document),
        ofPhoto ? Optional.empty() : Optional.of(ProjectFile.embedded(shown)));
  }

  /**
   * The notes for a sheet that compares portraits.
   *
   * @param portrait what is compared, or the first of it
   * @throws IOException with a sentence if the document is too large for a project
   */
  public PictureNotes ofComparison(PortraitDocument portrait, List<Compared> compared)
      throws IOException {
    return of(
        "Compared: "
            + compared.stream().map(each -> each.variant().name()).collect(Collectors.joining("; "))
            + ". ",
        portrait);
  }

  /**
   * The notes for a film from portrait to portrait. No project is in it: there is no one portrait
   * that it shows.
   *
   * @param keys at least one, all of the open model
   */
  public PictureNotes ofFilm(List<PortraitDocument> keys) {
    return new PictureNotes(
        new PictureNotes.Maker(SOFTWARE, ProductVersion.number(), model),
        "A film made with a generative model, \u201c"
            + model
            + "\u201d, of: "
            + keys.stream().map(caption::of).collect(Collectors.joining("; ")),
        keys.stream().anyMatch(PortraitDocument::isOfPhoto),
        ofModel(keys.get(0)),
        Optional.empty());
  }

  /**
   * The notes for a sheet of many faces, which holds no project either.
   *
   * @param like one of them
   * @param count how many there are
   */
  public PictureNotes ofFaces(PortraitDocument like, int count) {
    return new PictureNotes(
        new PictureNotes.Maker(SOFTWARE, ProductVersion.number(), model),
        "A sheet made with a generative model, \u201c"
            + model
            + "\u201d, of "
            + count
            + (count == 1 ? " face" : " faces"),
        like.isOfPhoto(),
        ofModel(like),
        Optional.empty());
  }

  private List<Fact> ofModel(PortraitDocument document) {
    return List.of(new Fact("Model", model), new Fact("Bundle", document.bundleIdentity()));
  }

  private List<Fact> facts(PortraitDocument document) {
    List<Fact> facts = new ArrayList<>(ofModel(document));
    if (!document.isOfPhoto() && document.base() instanceof BaseStyle.Seed seed) {
      facts.add(new Fact("Seed", String.valueOf(seed.seed())));
      facts.add(new Fact("Psi", String.valueOf(seed.psi())));
    }
    if (!document.recipe().isEmpty()) {
      facts.add(
          new Fact(
              "Recipe",
              document.recipe().steps().stream()
                  .map(PortraitNotes::inWords)
                  .collect(Collectors.joining("; "))));
    }
    return facts;
  }

  /** For instance {@code boundary-editing: Smiling=0.75, Young=-0.2}. */
  private static String inWords(EditStep step) {
    return step.editId()
        + ": "
        + new TreeMap<>(step.values().texts())
            .entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(", "));
  }
}
