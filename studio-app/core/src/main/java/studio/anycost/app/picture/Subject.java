package studio.anycost.app.picture;

import java.util.List;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.image.ContactSheet;
import studio.anycost.app.words.Texts;

/** What a picture shows. */
public sealed interface Subject {
  /** The portrait that it is of. */
  PortraitDocument document();

  /** How many faces are to be seen. */
  int faces();

  /** One portrait, and nothing else. */
  record Portrait(PortraitDocument document) implements Subject {
    @Override
    public int faces() {
      return 1;
    }
  }

  /** A portrait without its edits and with them, side by side. */
  record BeforeAfter(PortraitDocument document) implements Subject {
    @Override
    public int faces() {
      return 2;
    }
  }

  /**
   * Many states of a portrait, each with its name.
   *
   * @param title the first line
   * @param written the same as files have it, in English whatever the studio speaks
   * @param project the portrait, with the variants or the history that are shown: whoever opens the
   *     picture gets them
   * @param cells 1 to {@value ContactSheet#MOST}
   */
  record Sheet(String title, String written, Project project, List<Cell> cells) implements Subject {
    public Sheet {
      cells = List.copyOf(cells);
      if (cells.isEmpty() || cells.size() > ContactSheet.MOST) {
        throw new IllegalArgumentException(
            Texts.of("picture.subject.faceCount", ContactSheet.MOST, cells.size()));
      }
    }

    @Override
    public PortraitDocument document() {
      return project.document();
    }

    @Override
    public int faces() {
      return cells.size();
    }
  }

  /** A state of a portrait and its name. */
  record Cell(String name, PortraitDocument document) {}
}
