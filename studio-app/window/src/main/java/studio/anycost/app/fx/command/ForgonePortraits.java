package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.util.Optional;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PhotoArrival;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.photo.PhotoFile;

/**
 * Tells of photos whose portrait was being made when something else took its place, and offers to
 * make it after all. JavaFX thread only.
 */
public final class ForgonePortraits {
  private final DocumentState documents;
  private final PhotoArrival arrival;
  private final Notices notices;
  private Optional<Offer> open = Optional.empty();

  private record Offer(Notice notice, int starts) {}

  @Inject
  public ForgonePortraits(DocumentState documents, PhotoArrival arrival, Notices notices) {
    this.documents = documents;
    this.arrival = arrival;
    this.notices = notices;
    documents.addShowListener((document, moving) -> withdrawIfOther());
  }

  /**
   * The work on a photo was ended, and the document has changed already.
   *
   * @param start the document that the work began with
   * @param starts number of that document, see {@link DocumentState#starts}
   * @param same whether the face and the photo are those of the beginning still: what follows is
   *     another portrait of the same photo
   * @param arriving whether the photo itself was seen until then
   * @param again does the work once more, on the document as it was
   */
  void tell(PortraitDocument start, int starts, boolean same, boolean arriving, Runnable again) {
    Optional<PhotoFile> photo = start.source().map(PhotoSource::file);
    boolean sameDocument = documents.starts() == starts;
    boolean openedAgain =
        !sameDocument && documents.get().source().map(PhotoSource::file).equals(photo);
    if (photo.isEmpty() || same || openedAgain) {
      return;
    }
    String title = Texts.of("command.forgonePortraits.noPortraitOf", photo.get().name());
    if (!sameDocument) {
      notices.show(
          Notice.info(title, Texts.of("command.forgonePortraits.anotherDocumentWasOpened")));
      return;
    }
    Notice notice =
        Notice.question(title, Texts.of("command.forgonePortraits.somethingElseTookIts"))
            .offering(
                Texts.of("command.forgonePortraits.makeItAfterAll"),
                () -> make(start, photo.get(), arriving, again));
    open.ifPresent(before -> notices.dismiss(before.notice()));
    open = Optional.of(new Offer(notice, starts));
    notices.show(notice);
  }

  /** What came since stays in the history. */
  private void make(PortraitDocument start, PhotoFile photo, boolean arriving, Runnable again) {
    open.ifPresent(offer -> notices.dismiss(offer.notice()));
    open = Optional.empty();
    documents.change(Texts.written("history.photo", photo.name()), now -> start);
    if (arriving) {
      arrival.begin();
    }
    again.run();
  }

  /** The portrait of a photo does not get into another document. */
  private void withdrawIfOther() {
    open.filter(offer -> offer.starts() != documents.starts())
        .ifPresent(
            offer -> {
              notices.dismiss(offer.notice());
              open = Optional.empty();
            });
  }
}
