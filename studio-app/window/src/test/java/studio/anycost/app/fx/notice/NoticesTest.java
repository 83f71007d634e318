package studio.anycost.app.fx.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final Notices notices = new Notices();

  private List<String> titles() {
    return notices.shown().stream().map(Notice::title).toList();
  }

  private static Notice plain(String title) {
    return Notice.success(title, "");
  }

  private static Notice offer(String title) {
    return Notice.question(title, "").offering("Undo", () -> {});
  }

  @Test
  void whatOffersSomethingOutlivesWhatDoesNot() {
    notices.show(offer("deleted"));
    for (int i = 0; i < 6; i++) {
      notices.show(plain("saved " + i));
    }
    assertThat(titles()).containsExactly("deleted", "saved 3", "saved 4", "saved 5");
  }

  @Test
  void ofABookTheBeginningIsTold() {
    Notice book = Notice.info("\u00e4".repeat(2_000), "\ud83d\ude42".repeat(2_000));

    assertThat(book.title()).hasSize(Notice.LONGEST).endsWith("\u00e4\u2026");
    assertThat(book.text())
        .hasSize(Notice.LONGEST - 1 + Notice.LONGEST % 2)
        .endsWith("\ud83d\ude42\u2026");
    assertThat(Notice.info("a", "b".repeat(Notice.LONGEST)).text())
        .isEqualTo("b".repeat(Notice.LONGEST));
  }

  @Test
  void aPlainOneTakesThePlaceOfNoOffer() {
    for (int i = 0; i < 4; i++) {
      notices.show(offer("deleted " + i));
    }
    notices.show(plain("saved"));
    notices.show(plain("exported"));
    assertThat(titles())
        .containsExactly("deleted 0", "deleted 1", "deleted 2", "deleted 3", "exported");

    notices.show(offer("deleted 4"));
    assertThat(titles()).containsExactly("deleted 1", "deleted 2", "deleted 3", "deleted 4");
  }
}
