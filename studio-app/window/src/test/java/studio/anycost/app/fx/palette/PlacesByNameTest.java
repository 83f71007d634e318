package studio.anycost.app.fx.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Rating;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.PresetState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.ScriptedOptimizer;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.settings.Language;
import studio.anycost.app.settings.Preferences;

/** The palette leads to sliders, panels and presets, wherever they are hidden. */
@ExtendWith(ApplicationExtension.class)
class PlacesByNameTest {
  private static final String MANY = "edit-many";

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  /** More sliders than a screen has room for, of which one hardly works. */
  private static final class ManySliders implements Edit {
    @Override
    public ContributionInfo info() {
      return new ContributionInfo("many", "Shapes", "Moves a lot.", 200);
    }

    @Override
    public ParameterSchema parameters(GeneratorDescription generator) {
      List<Parameter<?>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        ParameterInfo info = ParameterInfo.of("s" + i, "Shape " + i, "");
        all.add(number(info.rated(new Rating(0.9, ""))));
      }
      ParameterInfo hat = ParameterInfo.of("hat", "Wearing Hat", "");
      all.add(number(hat.rated(new Rating(0.1, "hardly moves."))));
      all.add(number(ParameterInfo.of("depth", "Depth", "").in("Advanced")));
      return new ParameterSchema(all);
    }

    private static NumberParameter number(ParameterInfo info) {
      return new NumberParameter(info, -1, 1, 0, 0, "", Optional.empty());
    }

    @Override
    public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
      return input;
    }
  }

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit(), new ManySliders()));
    studio =
        new StudioFixture(
            backend,
            new ScriptedOptimizer(
                ToolKind.LATENT_OPTIMIZER,
                new ParameterSchema(
                    List.of(
                        NumberParameter.whole(
                            ParameterInfo.of("steps", "Steps", ""), 1, 100, 10)))),
            folder.resolve("preferences.json"),
            stage);
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitFullPicture();
    studio.awaitPanels();
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private List<StudioAction> look(String words) {
    studio.robot().press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    studio.awaitShown("palette-field");
    @SuppressWarnings("unchecked")
    ListView<StudioAction> list = studio.node("palette-found", ListView.class);
    TextField field = studio.node("palette-field", TextField.class);
    return studio.fx(
        () -> {
          field.setText(words);
          return List.copyOf(list.getItems());
        });
  }

  private void take() {
    studio.robot().type(KeyCode.ENTER);
    studio.await("the palette is closed", () -> !studio.isShown("palette"));
  }

  private void awaitInHand(String id) {
    studio.await(
        "#" + id + " has the keyboard and is seen",
        () -> {
          Node owner = studio.stage().getScene().getFocusOwner();
          return owner != null && id.equals(owner.getId()) && isInColumn(owner);
        });
  }

  /** Whether all of it is within the scrolled column around it, or its head if it is higher. */
  private static boolean isInColumn(Node node) {
    Bounds place = node.localToScene(node.getBoundsInLocal());
    for (Node each = node; each != null; each = each.getParent()) {
      if (each.getStyleClass().contains("inspector")) {
        Bounds column = each.localToScene(each.getLayoutBounds());
        double end = place.getMinY() + Math.min(place.getHeight(), column.getHeight());
        return place.getMinY() >= column.getMinY() - 1 && end <= column.getMaxY() + 1;
      }
    }
    return false;
  }

  @Test
  void aSliderIsFoundByItsNameOrNearlySoAndGetsTheKeyboard() {
    assertThat(look("smile")).extracting(StudioAction::label).contains("Smiling");
    studio.robot().type(KeyCode.ESCAPE);

    List<StudioAction> found = look("shape 39");
    assertThat(found).extracting(StudioAction::label).containsExactly("Shape 39");
    assertThat(found.get(0).group()).isEqualTo("Shapes");
    take();
    awaitInHand(MANY + "-s39-slider");
    studio.robot().type(KeyCode.RIGHT);
    studio.await("it moves", () -> studio.documents().get().recipe().step("many").isPresent());

    assertThat(look("")).extracting(StudioAction::label).doesNotContain("Smiling");
  }

  @Test
  void whatHidesASliderIsUnfolded() {
    studio.fx(
        () -> {
          studio.get(ViewState.class).rightProperty().set(false);
          studio.get(ViewState.class).toggle(ViewState.Drawer.HELP);
          return null;
        });
    look("wearing hat");
    take();
    awaitInHand(MANY + "-hat-slider");
    assertThat(studio.fx(() -> studio.get(ViewState.class).drawerProperty().get())).isEmpty();

    look("depth");
    take();
    awaitInHand(MANY + "-depth-slider");

    // A search in the panel, and the wish to see only what was changed.
    studio.fx(
        () -> {
          ((TextField) studio.stage().getScene().lookup("#" + MANY + "-search")).setText("shape 1");
          ((CheckBox) studio.stage().getScene().lookup("#" + MANY + "-only-changed"))
              .setSelected(true);
          return null;
        });
    look("shape 25");
    take();
    awaitInHand(MANY + "-s25-slider");
  }

  @Test
  void toolsAndTheirControlsAreFoundToo() {
    look("steps");
    take();
    awaitInHand("tool-scripted-steps-slider");
    look("attributes");
    take();
    awaitInHand("edit-synthetic");
  }

  private boolean isRinged(String id) {
    PseudoClass ring = PseudoClass.getPseudoClass("focus-visible");
    return studio.fx(() -> studio.node(id, Node.class).getPseudoClassStates().contains(ring));
  }

  @Test
  void whatWasFoundHasTheRingOfTheKeyboardUntilThatGoesOn() {
    look("shape 39");
    take();
    awaitInHand(MANY + "-s39-slider");
    assertThat(isRinged(MANY + "-s39-slider")).isTrue();

    studio.fx(
        () -> {
          studio.node(MANY + "-s38-slider", Node.class).requestFocus();
          return null;
        });
    assertThat(isRinged(MANY + "-s39-slider")).isFalse();
    assertThat(isRinged(MANY + "-s38-slider")).as("as by the mouse").isFalse();
  }

  @Test
  void thePanelOfThePresetsIsFoundUnfoldedAndGetsTheKeyboard() {
    TitledPane panel = studio.node("presets", TitledPane.class);
    studio.fx(
        () -> {
          panel.setExpanded(false);
          studio.get(ViewState.class).sideProperty().set(ViewState.Side.TOOLS);
          return null;
        });
    assertThat(look("preset").get(0).label()).isEqualTo("Presets");
    take();
    awaitInHand("presets");
    assertThat(studio.fx(panel::isExpanded)).isTrue();
    assertThat(isRinged("presets")).isTrue();
  }

  @Test
  void whatCanBePreferredIsFoundAndChosen() {
    assertThat(look("dark")).extracting(StudioAction::label).contains("Theme: Dark");
    studio.fx(
        () -> {
          studio.node("palette-field", TextField.class).setText("theme dark");
          return null;
        });
    take();
    PreferenceState preferences = studio.get(PreferenceState.class);
    assertThat(studio.fx(() -> preferences.get().theme())).isEqualTo(Preferences.Theme.DARK);

    assertThat(look("deutsch"))
        .extracting(StudioAction::label)
        .containsExactly("Language: Deutsch");
    take();
    assertThat(studio.fx(() -> preferences.get().language())).isEqualTo(Language.GERMAN);
    studio.awaitShown("preferences-restart");
    for (String words : List.of("reduced motion", "controls 150")) {
      assertThat(look(words)).as(words).hasSize(1);
      studio.robot().type(KeyCode.ESCAPE);
    }
  }

  @Test
  void aPresetIsAppliedByItsName() {
    studio.fx(
        () ->
            studio
                .get(PresetState.class)
                .add(
                    new Preset(
                        "Summer",
                        new Recipe(
                            List.of(EditStep.written("synthetic", Map.of("Smiling", "0.5")))))));
    assertThat(look("summer")).extracting(StudioAction::label).containsExactly("Summer");
    take();
    studio.await(
        "it is applied", () -> studio.documents().get().recipe().step("synthetic").isPresent());
  }
}
