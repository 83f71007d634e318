package studio.anycost.app.fx.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.PublishedCandidates.Contents;
import studio.anycost.app.fx.notice.Notice;

class LoadedNoticeTest {
  private static final Candidate ONE =
      new Candidate(new SubGenerator(new ChannelConfiguration(List.of(9, 9, 9, 9)), 8), 0.1);

  @Test
  void tellsHowManyCameIn() {
    Notice notice = LoadedNotice.of("found.json", new Contents(List.of(ONE), 2, Map.of()), 1);

    assertThat(notice.kind()).isEqualTo(Notice.Kind.SUCCESS);
    assertThat(notice.title()).isEqualTo("1 sub-generator loaded");
    assertThat(notice.text())
        .isEqualTo("From found.json, kept for previews. 2 more have the same channels as others.");
  }

  @Test
  void tellsOfThoseThatWereThereBefore() {
    Notice notice = LoadedNotice.of("found.json", new Contents(List.of(ONE), 0, Map.of()), 4);

    assertThat(notice.text())
        .isEqualTo("From found.json, kept for previews. With those from before 4 are kept now.");
  }

  @Test
  void whatWasLeftOutStaysOnTheScreenWithItsReasons() {
    Map<String, String> refused = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c", "d")) {
      refused.put(name, "It is too wide.");
    }
    Notice notice = LoadedNotice.of("found.json", new Contents(List.of(ONE), 0, refused), 1);

    assertThat(notice.kind()).isEqualTo(Notice.Kind.FAILURE);
    assertThat(notice.title()).isEqualTo("1 of 5 sub-generators loaded");
    assertThat(notice.text())
        .endsWith(
            "Left out: 'a': It is too wide. 'b': It is too wide. 'c': It is too wide. And 1 more.");
  }
}
