package studio.anycost.app.fx.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.command.AlertQuestions;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.SettledLayout;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.theme.ThemeSwitcher;

/** The pages of the window, and the palette of its actions. */
@ExtendWith(ApplicationExtension.class)
class HelpTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of());
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private String heading() {
    return studio.fx(
        () ->
            ((Label)
                    ((Parent) studio.stage().getScene().lookup("#help-text"))
                        .getChildrenUnmodifiable()
                        .get(0))
                .getText());
  }

  /** The first link to another page. */
  private Node link() {
    return studio.fx(
        () ->
            studio.stage().getScene().getRoot().lookupAll(".page-link").stream()
                .filter(node -> node.getAccessibleHelp().endsWith(".md"))
                .findFirst()
                .orElseThrow());
  }

  /** The person wanted to leave, was asked about changes, and stays. */
  @Test
  void escClosesTheHelpAfterAQuitThatWasCancelled() {
    studio.awaitFullPicture();
    studio.robot().type(KeyCode.F1);
    studio.awaitShown("help-text");
    ThemeSwitcher themes = studio.get(ThemeSwitcher.class);
    AtomicReference<Questions.Answer> answer = new AtomicReference<>();
    Platform.runLater(
        () -> answer.set(new AlertQuestions(studio::stage, themes).unsavedChanges("Portrait 7")));
    studio.await(
        "it is asked",
        () -> Window.getWindows().stream().anyMatch(each -> each.isShowing() && isDialog(each)));

    studio.robot().type(KeyCode.ESCAPE);
    studio.await("it is answered", () -> answer.get() == Questions.Answer.CANCEL);
    assertThat(studio.isShown("help-text")).as("Esc was for the question").isTrue();
    studio.await("the keyboard is back", () -> studio.stage().isFocused());
    studio.robot().type(KeyCode.ESCAPE);

    studio.await("the help is closed", () -> !studio.isShown("help-text"));
  }

  private boolean isDialog(Window window) {
    return window != studio.stage() && window.getScene().getRoot() instanceof DialogPane;
  }

  @Test
  void theGuideIsReadInTheWindow() {
    studio.awaitFullPicture();
    studio.robot().type(KeyCode.F1);
    studio.awaitShown("help-text");
    assertThat(heading()).isEqualTo("User guide");

    // The contents are those sections in which the words stand.
    ListView<?> contents = studio.node("help-contents", ListView.class);
    int all = studio.fx(() -> contents.getItems().size());
    studio.fx(
        () -> {
          studio.node("help-search", TextField.class).setText("magnifier eyes");
          return null;
        });
    assertThat(studio.fx(() -> contents.getItems().size())).isBetween(1, all / 4);
    studio.fx(
        () -> {
          contents.getSelectionModel().selectFirst();
          return null;
        });
    studio.await(
        "the text moves there",
        () -> studio.node("help-scroll", ScrollPane.class).getVvalue() > 0.02);

    // A link to another page, and back.
    Node link = link();
    studio.fx(
        () -> {
          link.getOnMouseClicked().handle(null);
          return null;
        });
    assertThat(heading()).isNotEqualTo("User guide");
    studio.fx(
        () -> {
          studio.node("help-back", Button.class).fire();
          return null;
        });
    assertThat(heading()).isEqualTo("User guide");

    studio.robot().clickOn(studio.node("help-pages-1", ToggleButton.class));
    studio.await("the model's text is there", () -> heading().equals("A painted model"));
  }

  @Test
  void linksAreFollowedWithTheKeyboardToo() {
    studio.awaitFullPicture();
    studio.robot().type(KeyCode.F1);
    studio.awaitShown("help-text");
    studio.robot().clickOn("#help-search").type(KeyCode.TAB, 2); // over the contents
    Node link = studio.fx(() -> studio.stage().getScene().getFocusOwner());
    assertThat(link.getStyleClass()).contains("page-link");
    assertThat(((Text) link).isUnderline()).as("one sees where one is").isTrue();
    assertThat(link.getAccessibleText()).isNotBlank();
    assertThat(
            studio.fx(
                () ->
                    studio.stage().getScene().getRoot().lookupAll(".page-link").stream()
                        .map(Node::getAccessibleHelp)
                        .toList()))
        .as("what cannot be followed is no link")
        .noneMatch(target -> target.contains("://"));

    Node away = link();
    studio.fx(
        () -> {
          away.requestFocus();
          return null;
        });
    studio.robot().type(KeyCode.ENTER);
    studio.await("the page opens", () -> !heading().equals("User guide"));
    assertThat(studio.fx(() -> studio.stage().getScene().getFocusOwner().getId()))
        .as("the arrow keys scroll the page that was opened")
        .isEqualTo("help-scroll");
    studio.fire("help-back");
    assertThat(heading()).isEqualTo("User guide");
  }

  /** Closed on a page that a link led to, and opened again by keys alone. */
  @Test
  void itOpensAgainOnAPageOfItsTabsWithTheKeyboardInIt() {
    studio.awaitFullPicture();
    studio.robot().type(KeyCode.F1);
    studio.awaitShown("help-text");
    studio.robot().clickOn("#help-search").type(KeyCode.TAB, 2);
    Node away = link();
    studio.fx(
        () -> {
          away.requestFocus();
          return null;
        });
    studio.robot().type(KeyCode.ENTER);
    studio.await("the page opens", () -> !heading().equals("User guide"));
    assertThat(studio.fx(() -> studio.node("help-pages-0", ToggleButton.class).isSelected()))
        .as("one sees where the link began")
        .isTrue();
    studio.robot().type(KeyCode.ESCAPE);
    studio.await("it is closed", () -> !studio.isShown("help-text"));

    studio.robot().type(KeyCode.F1);
    studio.awaitShown("help-text");
    assertThat(heading()).isEqualTo("User guide");
    assertThat(studio.fx(() -> studio.node("help-back", Button.class).isDisabled())).isTrue();
    for (int tab = 0; tab < 4; tab++) {
      assertThat(isInHelp()).as("the keyboard after %d tabs", tab).isTrue();
      studio.robot().type(KeyCode.TAB);
    }
    studio.robot().type(KeyCode.ESCAPE);
    studio.await("it is closed again", () -> !studio.isShown("help-text"));
  }

  @Test
  void pagesFitAndShortCellsOfTablesAreNotBroken() {
    studio.awaitFullPicture();
    studio.robot().type(KeyCode.F1);
    studio.awaitShown("help-text");
    for (double width : new double[] {880, 1440}) {
      List<String> faults =
          studio.fx(
              () -> {
                Parent root = studio.stage().getScene().getRoot();
                root.resize(width, 600);
                SettledLayout.now(root);
                Region page = studio.node("help-text", Region.class);
                List<String> found = new ArrayList<>(faultyCells(page, width < 1000));
                ScrollPane scroll = studio.node("help-scroll", ScrollPane.class);
                if (page.getWidth() > scroll.getViewportBounds().getWidth() + 0.5) {
                  found.add(
                      page.getWidth() + " px in " + scroll.getViewportBounds().getWidth() + " px");
                }
                return found;
              });
      assertThat(faults).as("at %.0f px", width).isEmpty();
    }
  }

  /**
   * @param narrow whether a short cell of several words may take two lines
   */
  private static List<String> faultyCells(Region page, boolean narrow) {
    List<CellText> cells =
        page.lookupAll(".page-text").stream()
            .filter(CellText.class::isInstance)
            .map(CellText.class::cast)
            .toList();
    assertThat(cells).hasSizeGreaterThan(10);
    double right = page.localToScene(page.getLayoutBounds()).getMaxX();
    return cells.stream()
        .filter(
            cell ->
                cell.prefWidth(-1) < 130
                        && cell.getWidth() < cell.prefWidth(-1) - 1
                        && !(narrow && words(cell).contains(" "))
                    || cell.localToScene(cell.getLayoutBounds()).getMaxX() > right)
        .map(cell -> cell.getChildren().toString())
        .toList();
  }

  private static String words(CellText cell) {
    return cell.getChildren().stream()
        .filter(Text.class::isInstance)
        .map(each -> ((Text) each).getText())
        .collect(Collectors.joining());
  }

  private boolean isInHelp() {
    return studio.fx(
        () -> {
          Node now = studio.stage().getScene().getFocusOwner();
          while (now != null && !"help".equals(now.getId())) {
            now = now.getParent();
          }
          return now != null;
        });
  }

  private void open(String words) {
    studio.robot().press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    studio.awaitShown("palette-field");
    studio.fx(
        () -> {
          studio.node("palette-field", TextField.class).setText(words);
          return null;
        });
  }

  private List<StudioAction> found() {
    @SuppressWarnings("unchecked")
    ListView<StudioAction> list = studio.node("palette-found", ListView.class);
    return studio.fx(() -> List.copyOf(list.getItems()));
  }

  @Test
  void thePaletteFindsAndDoesActions() {
    studio.awaitFullPicture();
    open("side");
    assertThat(found().get(0).label()).isEqualTo("Side by side");
    studio.robot().type(KeyCode.ENTER);
    studio.await(
        "the view changes",
        () -> studio.get(ViewState.class).modeProperty().get() == ViewState.Mode.COMPARISON);
    assertThat(studio.isShown("palette")).isFalse();

    // What cannot be done now is shown, and not done.
    open("undo");
    assertThat(found().get(0).label()).isEqualTo("Undo");
    studio.robot().type(KeyCode.ENTER);
    assertThat(studio.isShown("palette")).isTrue();

    // Escape closes the palette alone.
    studio.robot().type(KeyCode.ESCAPE);
    studio.await("it is closed", () -> !studio.isShown("palette"));
    assertThat(studio.fx(() -> studio.get(ViewState.class).modeProperty().get()))
        .isEqualTo(ViewState.Mode.COMPARISON);

    open("zzzz");
    assertThat(found()).isEmpty();
    open("");
    assertThat(found()).hasSizeGreaterThan(20);
  }
}
