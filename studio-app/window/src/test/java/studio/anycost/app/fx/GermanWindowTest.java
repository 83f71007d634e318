package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.HistoryTree;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.parameter.GestureCounter;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ExportChoice;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.Everywhere;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.support.SyntheticMixing;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.picture.Subject;

/** The window where the system is German; the build runs this in a process of its own. */
@ExtendWith(ApplicationExtension.class)
@Tag("german")
class GermanWindowTest {
  private static final Pattern ENGLISH_KEY = Pattern.compile("\\b(Ctrl|Shift|Escape)\\b");

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit(), new SyntheticMixing()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private static Properties words(String file) throws IOException {
    Properties words = new Properties();
    try (InputStream in = Texts.class.getResourceAsStream(file)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return words;
  }

  /** Whole English labels and sentences that nobody says in German. */
  private static Set<String> english() throws IOException {
    Properties english = words("words.properties");
    Properties german = words("words_de.properties");
    Set<String> said =
        new HashSet<>(german.stringPropertyNames().stream().map(german::getProperty).toList());
    Set<String> result = new HashSet<>();
    for (String key : english.stringPropertyNames()) {
      String text = english.getProperty(key);
      if (!said.contains(text) && !text.contains("{")) {
        result.add(text.replace("''", "'").strip());
      }
    }
    return result;
  }

  private static List<String> said(Node node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof Text text) {
      texts.add(text.getText());
    }
    if (node instanceof Labeled labeled) {
      texts.add(labeled.getText());
    }
    if (node instanceof TextInputControl input) {
      texts.add(input.getPromptText());
    }
    if (node instanceof Control control && control.getTooltip() != null) {
      texts.add(control.getTooltip().getText());
    }
    texts.add(node.getAccessibleText());
    texts.add(node.getAccessibleHelp());
    texts.removeIf(text -> text == null || text.isBlank());
    return texts;
  }

  /** The guide is written in English. */
  private static boolean isGuide(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if ("help".equals(each.getId())) {
        return true;
      }
    }
    return false;
  }

  private static String place(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each.getId() != null) {
        return " in #" + each.getId();
      }
    }
    return "";
  }

  @Test
  void speaksGermanEverywhere() throws IOException {
    Set<String> english = english();
    Set<String> left = new TreeSet<>();
    Set<String> points = new TreeSet<>();
    Everywhere tour = new Everywhere(studio);
    tour.visit(
        part -> {
          for (Node node : tour.shown()) {
            if (isGuide(node)) {
              continue;
            }
            for (String text : said(node)) {
              if (english.contains(text.strip()) || ENGLISH_KEY.matcher(text).find()) {
                left.add(text + place(node));
              }
            }
            if (node instanceof TextField field && field.getStyleClass().contains("value-field")) {
              points.add(field.getText());
            }
          }
        });
    assertThat(left).as("English in the German window").isEmpty();
    assertThat(points).as("numbers with a decimal comma").contains("0,00");
    assertThat(points).noneMatch(number -> number.contains("."));
  }

  @Test
  void saysThatTheGuideIsInEnglish() {
    studio.fx(
        () -> {
          studio.get(ViewState.class).toggle(ViewState.Drawer.HELP);
          return null;
        });
    studio.awaitShown("help-language");
    assertThat(studio.fx(() -> studio.node("help-language", Label.class).getText()))
        .isEqualTo("Diese Seiten sind auf Englisch.");
  }

  /** The title is drawn for the person, the description is read by other programs. */
  @Test
  void aSheetOfTheHistoryIsDescribedInEnglish() {
    studio.awaitPanels();
    Subject.Sheet sheet =
        studio.fx(
            () -> {
              studio.documents().change("Edit", each -> each.withBase(new BaseStyle.Seed(9)));
              ExportState state = studio.get(ExportState.class);
              state.choiceProperty().set(ExportChoice.FIRST.withKind(ExportChoice.Kind.HISTORY));
              return (Subject.Sheet) state.order().subject();
            });
    assertThat(sheet.title()).isEqualTo("Verlauf");
    assertThat(sheet.written()).isEqualTo("History");
  }

  @Test
  void historyIsGermanAndTheDocumentEnglish() {
    DocumentState documents = studio.documents();
    studio.awaitPanels();
    studio.fx(
        () -> {
          Gesture gesture = GestureCounter.single();
          studio.get(FaceCommands.class).fromSeed(8);
          documents.change(
              "Trunkierung 0,70", gesture, now -> now.withBase(now.base().withPsi(0.7)));
          return null;
        });
    assertThat(studio.historyLabel(1)).isEqualTo("Gesicht 8");
    assertThat(studio.historyLabel(2)).isEqualTo("Trunkierung 0,70");
    assertThat(studio.fx(documents::tree).states())
        .extracting(HistoryTree.State::label)
        .containsExactly("New portrait", "Face 8", "Truncation 0.70");
  }
}
