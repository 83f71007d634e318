package studio.anycost.app.fx.notice;

import jakarta.inject.Inject;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The notices on the screen, oldest first. JavaFX thread only. */
public final class Notices {
  private static final int MOST = 4;

  private final ObservableList<Notice> shown = FXCollections.observableArrayList();
  private final ObservableList<Notice> view = FXCollections.unmodifiableObservableList(shown);

  @Inject
  public Notices() {}

  /** Shows a notice; an equal one is not shown twice, and of too many the oldest leaves. */
  public void show(Notice notice) {
    shown.removeIf(
        old ->
            old.kind() == notice.kind()
                && old.title().equals(notice.title())
                && old.text().equals(notice.text()));
    if (shown.size() >= MOST) {
      shown.remove(0);
    }
    shown.add(notice);
  }

  /**
   * What failed went well since: failures of that title leave, they are no longer true.
   *
   * @param failureTitle of the failures
   */
  public void settle(String failureTitle) {
    shown.removeIf(
        notice -> notice.kind() == Notice.Kind.FAILURE && notice.title().equals(failureTitle));
  }

  /** Takes a notice away. */
  public void dismiss(Notice notice) {
    shown.remove(notice);
  }

  /** What is on the screen. */
  public ObservableList<Notice> shown() {
    return view;
  }
}
