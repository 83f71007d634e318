package studio.anycost.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Noise;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.Recipe;

class SessionFolderTest {
  private static final Session SAVED =
      new Session(
          Optional.of(Path.of("/a/face.anycost")), Optional.empty(), Map.of("mode", "SPLIT"));

  @TempDir Path home;

  private Path folder() {
    return home.resolve("session");
  }

  private static Session face(long seed) {
    Project project =
        new Project(
            new PortraitDocument(
                "0123456789abcdef".repeat(4),
                new BaseStyle.Seed(seed, 0.7),
                Noise.FIXED,
                Recipe.EMPTY),
            "M");
    return new Session(Optional.empty(), Optional.of(project), Map.of());
  }

  @Test
  void theNextStartFindsWhatWasOpenLast() throws IOException {
    for (Session session : new Session[] {SAVED, face(3), Session.NONE, SAVED}) {
      try (SessionFolder window = new SessionFolder(folder())) {
        window.open();
        window.keep(face(1));
        window.keep(session);
      }
      try (SessionFolder next = new SessionFolder(folder())) {
        assertThat(next.open()).contains(session);
      }
    }
  }

  @Test
  void aSecondWindowBeginsWithNothingAndLeavesNothing() throws IOException {
    try (SessionFolder first = new SessionFolder(folder());
        SessionFolder second = new SessionFolder(folder())) {
      assertThat(first.open()).isEmpty();
      first.keep(SAVED);
      assertThat(second.open()).isEmpty();
      second.keep(face(2));
    }
    try (SessionFolder next = new SessionFolder(folder())) {
      assertThat(next.open()).contains(SAVED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[1]", "{", "{\"file\": 7, \"layout\": [1]}", "{\"file\": \"\\u0000\"}"})
  void whatCannotBeReadIsNoSessionAndIsReplaced(String text) throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("session.json"), text);
    try (SessionFolder window = new SessionFolder(folder())) {
      assertThat(window.open().map(Session::file).flatMap(file -> file)).isEmpty();
      window.keep(SAVED);
    }
    try (SessionFolder next = new SessionFolder(folder())) {
      assertThat(next.open()).contains(SAVED);
    }
  }

  @Test
  void aFolderThatCannotBeMadeKeepsNobodyFromStarting() throws IOException {
    Files.writeString(folder(), "a file");
    try (SessionFolder window = new SessionFolder(folder())) {
      assertThat(window.open()).isEmpty();
      window.keep(SAVED);
    }
    assertThat(folder()).hasContent("a file");
  }

  @Test
  void whatWasBeingOpenedWhenAStudioEndedIsKnown() throws IOException {
    try (SessionFolder window = new SessionFolder(folder())) {
      window.open();
      window.keep(SAVED);
      window.begin();
    }
    try (SessionFolder next = new SessionFolder(folder())) {
      assertThat(next.open()).contains(SAVED);
      assertThat(next.wasInterrupted()).isTrue();
      try (SessionFolder second = new SessionFolder(folder())) {
        second.open();
        second.stands();
        assertThat(second.wasInterrupted()).as("of the first window alone").isFalse();
      }
      assertThat(next.wasInterrupted()).isTrue();
      next.stands();
    }
    try (SessionFolder last = new SessionFolder(folder())) {
      last.open();
      assertThat(last.wasInterrupted()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"version\": 2}", "{\"layout\": {}, \"second\": \"/b.anycost\"}"})
  void theSessionOfANewerStudioStaysAsItIsAndIsTold(String newer) throws IOException {
    Files.createDirectories(folder());
    staysAsItIs(Files.writeString(folder().resolve("session.json"), newer));
  }

  @Test
  void soDoesItsPortrait() throws IOException {
    try (SessionFolder window = new SessionFolder(folder())) {
      window.open();
      window.keep(face(3));
    }
    Path portrait = folder().resolve("project.json");
    String text = Files.readString(portrait);
    Files.writeString(portrait, text.replaceFirst("\"version\"\\s*:\\s*\\d+", "\"version\":99"));
    staysAsItIs(portrait);
  }

  private void staysAsItIs(Path file) throws IOException {
    String newer = Files.readString(file);
    try (SessionFolder window = new SessionFolder(folder())) {
      assertThat(window.open()).isEmpty();
      assertThat(window.problem().orElseThrow()).contains(file.toString(), "newer");
      assertThat(window.isHeld()).as("closing asks about what is unsaved").isFalse();
      window.keep(SAVED);
      window.keep(face(1));
    }
    assertThat(file).hasContent(newer);
  }
}
