package studio.anycost.app.fx.notice;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The notices on the screen, oldest first. Those that offer something to do outlive those that do
 * not. JavaFX thread only.
 */
public final class Notices {
  private static final int MOST = 4;

  private final ObservableList<Notice> shown = FXCollections.observableArrayList();
  private final ObservableList<Notice> view = FXCollections.unmodifiableObservableList(shown);

  @Inject
  public Notices() {}

  /**
   * Shows a notice; an equal one is not shown twice. Of too many the oldest leaves that offers
   * nothing; one that offers something leaves for another of its kind alone.
   */
  public void show(Notice notice) {
    shown.removeIf(
        old ->
            old.kind() == notice.kind()
                && old.title().equals(notice.title())
                && old.text().equals(notice.text()));
    makeRoom(!notice.actions().isEmpty());
    shown.add(notice);
  }

  private void makeRoom(boolean offers) {
    while (shown.size() >= MOST) {
      Optional<Notice> plain = shown.stream().filter(old -> old.actions().isEmpty()).findFirst();
      if (plain.isEmpty() && !offers) {
        return; // one more than usual, rather than a question that nobody has answered
      }
      shown.remove(plain.orElseGet(() -> shown.get(0)));
    }
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
