package studio.anycost.app.picture;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Edit;
import studio.anycost.app.compare.PortraitCaption;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.settings.ProductVersion;

/**
 * What is written into pictures of portraits: whoever sees one can learn that a model made it, and
 * whoever opens it in the studio can go on. Not of a photo: how its face looked before is for its
 * owner to show.
 */
public final class PortraitNotes {
  private final String model;
  private final PortraitCaption caption;

  /**
   * @param model the name of the open model
   * @param edits of the open model, for the names of what was set
   */
  public PortraitNotes(String model, List<Offered<Edit>> edits) {
    this.model = model;
    this.caption = new PortraitCaption(edits);
  }

  /**
   * The notes for the picture of a document.
   *
   * @throws IOException with a sentence if the document is too large for a project
   */
  public PictureNotes of(PortraitDocument document) throws IOException {
    boolean ofPhoto = document.source().isPresent();
    return new PictureNotes(
        "Anycost Studio " + ProductVersion.number(),
        "Edited with a generative model, \u201c" + model + "\u201d: " + caption.of(document),
        ofPhoto,
        ofPhoto
            ? Optional.empty()
            : Optional.of(ProjectFile.embedded(new Project(document, model))));
  }
}
