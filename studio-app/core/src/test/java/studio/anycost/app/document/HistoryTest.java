package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private final History<String> history = new History<>("a", "Open", 5);

  @Test
  void undoAndRedoWalkTheStates() {
    history.push("b", "B");
    history.push("c", "C");

    assertThat(history.undoLabel()).contains("C");
    assertThat(history.undo()).isEqualTo("b");
    assertThat(history.redoLabel()).contains("C");
    assertThat(history.undo()).isEqualTo("a");
    assertThat(history.canUndo()).isFalse();
    assertThat(history.undo()).isEqualTo("a");
    assertThat(history.redo()).isEqualTo("b");
    assertThat(history.redo()).isEqualTo("c");
    assertThat(history.redo()).isEqualTo("c");
  }

  @Test
  void aNewStateKeepsWhatWasUndoneAsABranch() {
    history.push("b", "B");
    history.push("c", "C");
    history.undo();
    history.undo();
    history.push("d", "D");
    assertThat(history.canRedo()).isFalse();
    assertThat(history.entries()).extracting(History.Entry::value).containsExactly("a", "d");
    assertThat(history.branches()).hasSize(1);
    History.Branch<String> undone = history.branches().get(0);
    assertThat(undone.fork()).isZero();
    assertThat(undone.steps()).isEqualTo(2);
    assertThat(undone.last()).isEqualTo(new History.Entry<>("c", "C"));

    assertThat(history.switchTo(undone.id())).isEqualTo("c");
    assertThat(history.entries()).extracting(History.Entry::value).containsExactly("a", "b", "c");
    assertThat(history.branches()).extracting(branch -> branch.last().value()).containsExactly("d");
    assertThat(history.undo()).isEqualTo("b");
    assertThat(history.redo()).isEqualTo("c");
    assertThatThrownBy(() -> history.switchTo(77)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Of more states than are kept the branches go first, and then the oldest. */
  @Test
  void theWayHereIsKeptLongerThanBranches() {
    history.push("b", "B");
    history.undo();
    for (String value : List.of("c", "d", "e")) {
      history.push(value, value);
    }
    assertThat(history.branches()).hasSize(1);
    history.push("f", "F");
    assertThat(history.branches()).isEmpty();
    assertThat(history.entries())
        .extracting(History.Entry::value)
        .containsExactly("a", "c", "d", "e", "f");
  }

  /** However somebody wanders, every state that was made can be gone back to. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingIsThrownAwayByUndo(long seed) {
    Random random = new Random(seed);
    History<Integer> tested = new History<>(0, "", 1000);
    for (int i = 1; i <= 200; i++) {
      for (int back = random.nextInt(4); back > 0; back--) {
        tested.undo();
      }
      tested.push(i, "");
    }
    java.util.Set<Integer> reached = new java.util.HashSet<>();
    tested.entries().forEach(entry -> reached.add(entry.value()));
    for (int i = tested.branches().size(); i > 0; i--) {
      // The oldest each time: the one that is left becomes the newest.
      tested.switchTo(tested.branches().get(i - 1).id());
      tested.entries().forEach(entry -> reached.add(entry.value()));
    }
    for (History.Branch<Integer> branch : tested.branches()) {
      tested.switchTo(branch.id());
      tested.entries().forEach(entry -> reached.add(entry.value()));
    }
    assertThat(reached).hasSize(201);
  }

  /** Who goes on with a history that was put away meets the same in every direction. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void aHistoryThatWasPutAwayGoesOnAsBefore(long seed) {
    Random random = new Random(seed);
    History<Integer> tested = new History<>(0, "first", 40);
    for (int i = 1; i <= 60; i++) {
      for (int back = random.nextInt(4); back > 0; back--) {
        tested.undo();
      }
      tested.push(i, "to " + i);
    }
    tested.undo();
    History<Integer> again = new History<>(tested.tree(), 40);
    assertThat(again.entries()).isEqualTo(tested.entries());
    assertThat(again.position()).isEqualTo(tested.position());
    assertThat(again.redoLabel()).isEqualTo(tested.redoLabel());
    assertThat(again.branches())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
        .isEqualTo(tested.branches());
    for (int i = 0; i < 30; i++) {
      assertThat(again.undo()).isEqualTo(tested.undo());
      assertThat(again.redoLabel()).isEqualTo(tested.redoLabel());
    }
    tested.push(-1, "other");
    again.push(-1, "other");
    assertThat(again.tree()).isEqualTo(tested.tree());
  }

  @Test
  void aShorterHistoryIsTheNewestPartAndNeverWithoutWhatIsShown() {
    history.push("b", "B");
    history.undo();
    for (String value : List.of("c", "d", "e")) {
      history.push(value, value);
    }
    assertThat(history.tree().newest(3).states())
        .extracting(HistoryTree.State::value)
        .containsExactly("c", "d", "e");
    history.jumpTo(0);
    assertThat(history.tree().newest(2).states())
        .extracting(HistoryTree.State::value)
        .containsExactly("a", "c");
    assertThat(history.tree().newest(2).value()).isEqualTo("a");
  }

  @Test
  void aDragIsOneEntryWithTheLastLabel() {
    history.pushMerging("b1", "Smiling +0.10", "smile");
    history.pushMerging("b2", "Smiling +0.20", "smile");
    history.pushMerging("b3", "Smiling +0.40", "smile");
    assertThat(history.entries()).hasSize(2);
    assertThat(history.undoLabel()).contains("Smiling +0.40");
    assertThat(history.undo()).isEqualTo("a");
  }

  @Test
  void lettingGoAnotherKeyAndUndoEndTheMerge() {
    history.pushMerging("b", "B", "smile");
    history.endMerge();
    history.pushMerging("c", "C", "smile");
    history.pushMerging("d", "D", "age");
    assertThat(history.entries()).hasSize(4);
    history.undo();
    history.redo();
    history.pushMerging("e", "E", "age");
    assertThat(history.entries()).hasSize(5);
  }

  @Test
  void aDragBackToItsStartLeavesNoEntry() {
    history.pushMerging("b", "B", "smile");
    history.pushMerging("a", "A", "smile");
    assertThat(history.entries()).hasSize(1);
    assertThat(history.canUndo()).isFalse();
    history.pushMerging("c", "C", "smile");
    assertThat(history.entries()).hasSize(2);
  }

  @Test
  void anUnchangedValueIsNoStep() {
    history.push("a", "Again");
    assertThat(history.canUndo()).isFalse();
  }

  @Test
  void theOldestStatesAreForgotten() {
    for (String value : List.of("b", "c", "d", "e", "f", "g")) {
      history.push(value, value);
    }
    assertThat(history.entries())
        .extracting(History.Entry::value)
        .containsExactly("c", "d", "e", "f", "g");
    assertThat(history.current()).isEqualTo("g");
  }

  @Test
  void jumpsStayInside() {
    assertThatThrownBy(() -> history.jumpTo(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Against a plain model: a list and an index, with merging written out the long way. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void behavesLikeTheModelUnderRandomUse(long seed) {
    Random random = new Random(seed);
    History<Integer> tested = new History<>(0, "", 1000);
    List<Integer> states = new ArrayList<>(List.of(0));
    int position = 0;
    String open = null;
    for (int i = 0; i < 500; i++) {
      int value = random.nextInt(4);
      String key = "k" + random.nextInt(2);
      switch (random.nextInt(6)) {
        case 0 -> {
          tested.undo();
          position = Math.max(0, position - 1);
          open = null;
        }
        case 1 -> {
          tested.redo();
          position = Math.min(states.size() - 1, position + 1);
          open = null;
        }
        case 2 -> {
          tested.endMerge();
          open = null;
        }
        case 3 -> {
          tested.push(value, "");
          if (value != states.get(position)) {
            states = new ArrayList<>(states.subList(0, ++position));
            states.add(value);
          }
          open = null;
        }
        default -> {
          tested.pushMerging(value, "", key);
          boolean merging = key.equals(open);
          if (merging) {
            states.remove(position--);
          }
          if (value != states.get(position)) {
            states = new ArrayList<>(states.subList(0, ++position));
            states.add(value);
            open = key;
          } else if (merging) {
            open = null;
          }
        }
      }
      assertThat(tested.entries()).extracting(History.Entry::value).isEqualTo(states);
      assertThat(tested.position()).isEqualTo(position);
    }
  }
}
