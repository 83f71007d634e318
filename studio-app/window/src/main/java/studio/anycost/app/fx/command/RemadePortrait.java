package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.util.List;
import studio.anycost.app.document.History;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.words.Texts;

/**
 * Tells that the portrait of a photo has taken the place of another one, which nobody asked for by
 * looking for faces. JavaFX thread only.
 */
public final class RemadePortrait {
  private final DocumentState documents;
  private final Notices notices;

  @Inject
  public RemadePortrait(DocumentState documents, Notices notices) {
    this.documents = documents;
    this.notices = notices;
  }

  /**
   * What tells it, if there is anything to tell.
   *
   * @param before the document as it is before the faces are looked for; its portrait is no loss if
   *     it is that of the photo without edits
   */
  Runnable telling(PortraitDocument before) {
    int starts = documents.starts();
    return () -> {
      boolean lost = !before.isOfPhoto() || !before.equals(before.unedited());
      if (lost && documents.starts() == starts) {
        notices.show(
            Notice.info(
                    Texts.of("command.remadePortrait.madeAnew"),
                    Texts.of("command.remadePortrait.thePortraitBefore"))
                .offering(Texts.of("command.remadePortrait.undo"), () -> goBackTo(before, starts)));
      }
    };
  }

  /** To the entry that it was, whatever has been done since: that stays, to be done again. */
  private void goBackTo(PortraitDocument before, int starts) {
    List<History.Entry<PortraitDocument>> entries = documents.timelineProperty().get().entries();
    for (int i = entries.size() - 1; i >= 0 && documents.starts() == starts; i--) {
      if (entries.get(i).value().equals(before)) {
        documents.jumpTo(i);
        return;
      }
    }
  }
}
