package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.plugin.PluginGuide;
import studio.anycost.app.plugin.PluginJarBuilder;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** Panels that plugins bring, of the guide and of strangers, in the real window. */
@ExtendWith(ApplicationExtension.class)
class BroughtPanelTest {
  /** An edit whose panel asks for everything that a context offers. */
  private static final String PROBE =
      """
      package test;

      import java.io.IOException;
      import java.util.List;
      import java.util.concurrent.CancellationException;
      import javafx.scene.Node;
      import javafx.scene.control.*;
      import javafx.scene.image.ImageView;
      import javafx.scene.layout.VBox;
      import org.pf4j.Extension;
      import studio.anycost.api.extension.*;
      import studio.anycost.api.fx.*;
      import studio.anycost.api.model.*;
      import studio.anycost.api.parameter.*;

      @Extension
      public class Probe implements Edit, PanelContribution {
        public ContributionInfo info() {
          return new ContributionInfo("probe", "Probe", "", 0);
        }

        public ParameterSchema parameters(GeneratorDescription generator) {
          return new ParameterSchema(List.of(
              NumberParameter.of(ParameterInfo.of("amount", "Amount", ""), 0, 10, 0)));
        }

        public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
          return input.truncated(
              generator.description().meanStyleArray(), 1 - values.number("amount") / 10);
        }

        public Panel createPanel(PanelContext context) {
          Label value = named(new Label(), "probe-value");
          Label style = named(new Label(), "probe-style");
          Label counted = named(new Label(), "probe-counted");
          Label state = named(new Label("open"), "probe-state");
          ImageView thumb = named(new ImageView(), "probe-thumb");
          Button ask = button("probe-ask", () -> context.style(code -> {
            style.setText(code.count() + " x " + code.dimension());
            context.thumbnail(code, thumb::setImage);
          }));
          Button count = button("probe-count", () -> context.<Integer, String>runTask(
              "Counting",
              (services, task) -> {
                int i = 0;
                while (!task.stopRequested()) {
                  task.cancellation().throwIfCancelled();
                  task.publish(++i);
                  pause();
                }
                return "kept";
              },
              number -> counted.setText("at least " + Math.min(number, 1)),
              counted::setText));
          Button fail = button("probe-fail", () -> context.runTask(
              "Failing",
              (services, task) -> {
                throw new IOException("There is nothing to count.");
              },
              nothing -> {},
              nothing -> {}));
          Button twice = button("probe-twice", () -> {
            change(context, 3, true);
            change(context, 4, true);
            change(context, 5, false);
          });
          VBox box = new VBox(value, style, counted, state, thumb, ask, count, fail, twice);
          return new Panel() {
            public Node node() {
              return box;
            }

            public void show(ParameterValues values) {
              value.setText(String.valueOf(values.number("amount")));
            }

            public void close() {
              state.setText("closed");
            }
          };
        }

        private static void change(PanelContext context, double amount, boolean moving) {
          try {
            context.change(context.values().with("amount", amount), moving);
          } catch (ParameterException e) {
            throw new IllegalStateException(e);
          }
        }

        private static void pause() {
          try {
            Thread.sleep(2);
          } catch (InterruptedException e) {
            throw new CancellationException();
          }
        }

        private static Button button(String id, Runnable action) {
          Button button = named(new Button(id), id);
          button.setOnAction(event -> action.run());
          return button;
        }

        private static <T extends Node> T named(T node, String id) {
          node.setId(id);
          return node;
        }
      }
      """;

  /** A search whose panel has its own Run and Stop and shows what is published. */
  private static final String SEEKER =
      """
      package test;

      import java.util.List;
      import java.util.concurrent.CancellationException;
      import javafx.scene.Node;
      import javafx.scene.control.*;
      import javafx.scene.layout.VBox;
      import org.pf4j.Extension;
      import studio.anycost.api.extension.*;
      import studio.anycost.api.fx.*;
      import studio.anycost.api.model.*;
      import studio.anycost.api.parameter.*;
      import studio.anycost.api.task.*;

      @Extension
      public class Seeker implements SubGeneratorSearch, PanelContribution {
        public ContributionInfo info() {
          return new ContributionInfo("seeker", "Seeker", "", 0);
        }

        public ParameterSchema parameters(GeneratorDescription generator) {
          return ParameterSchema.EMPTY;
        }

        public List<Candidate> search(
            ParameterValues values, Services services, TaskContext<List<Candidate>> task) {
          ChannelTable channels = services.generator().description().channels();
          List<Candidate> found =
              List.of(new Candidate(channels.subGenerator(0.5, channels.resolution()), 0.25));
          while (!task.stopRequested()) {
            task.cancellation().throwIfCancelled();
            task.publish(found);
            try {
              Thread.sleep(2);
            } catch (InterruptedException e) {
              throw new CancellationException();
            }
          }
          return found;
        }

        public Panel createPanel(PanelContext context) {
          Button run = new Button("Go");
          run.setId("seeker-go");
          run.setOnAction(event -> context.run());
          Button stop = new Button("Enough");
          stop.setId("seeker-enough");
          stop.setOnAction(event -> context.stop());
          Label found = new Label();
          found.setId("seeker-published");
          VBox box = new VBox(run, stop, found);
          return new Panel() {
            public Node node() {
              return box;
            }

            public void show(ParameterValues values) {}

            public void published(Object value) {
              found.setText(((List<?>) value).size() + " found");
            }
          };
        }
      }
      """;

  /** A panel that breaks when the person uses it. */
  private static final String BRITTLE =
      """
      package test;

      import java.util.List;
      import javafx.scene.Node;
      import javafx.scene.control.Label;
      import org.pf4j.Extension;
      import studio.anycost.api.extension.*;
      import studio.anycost.api.fx.*;
      import studio.anycost.api.model.*;
      import studio.anycost.api.parameter.*;

      @Extension
      public class Brittle implements Edit, PanelContribution {
        public ContributionInfo info() {
          return new ContributionInfo("brittle", "Brittle", "", 0);
        }

        public ParameterSchema parameters(GeneratorDescription generator) {
          return ParameterSchema.EMPTY;
        }

        public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
          return input;
        }

        public Panel createPanel(PanelContext context) {
          return new Panel() {
            public Node node() {
              return new Label("fine so far");
            }

            public void show(ParameterValues values) {
              throw new IllegalStateException("broken on purpose");
            }
          };
        }
      }
      """;

  @TempDir Path folder;
  private StudioEngine engine;
  private StudioFixture studio;

  @Start
  void start(Stage stage) throws IOException {
    Path plugins = folder.resolve("plugins");
    Files.createDirectories(plugins);
    PluginGuide.writeTo(plugins.resolve("guide.jar"));
    PluginJarBuilder.plugin("panels")
        .source("test.Probe", PROBE)
        .source("test.Seeker", SEEKER)
        .writeTo(plugins.resolve("panels.jar"));
    PluginJarBuilder.plugin("brittle")
        .source("test.Brittle", BRITTLE)
        .writeTo(plugins.resolve("brittle.jar"));
    StudioFolders folders =
        new StudioFolders(
            folder.resolve("config"),
            plugins,
            folder.resolve("logs"),
            folder.resolve("cache"),
            Optional.empty());
    EngineFactory factory = new EngineFactory(folders, RuntimeOptions.defaults());
    engine = factory.open(factory.openBundle(Optional.empty()));
    studio =
        new StudioFixture(
            new EngineBackend(engine), new EngineTools(engine), folders.preferencesFile(), stage);
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
    studio.awaitShown("edit-probe");
  }

  @AfterEach
  void close() {
    studio.close();
    engine.close();
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private String text(String label) {
    return studio.fx(() -> ((Label) studio.stage().getScene().lookup("#" + label)).getText());
  }

  private void awaitText(String label, String text) {
    studio.await(label + " says " + text, () -> text(label).equals(text));
  }

  private void awaitNotice(Notice.Kind kind, String part) {
    studio.await(
        "a notice says " + part,
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.kind() == kind && notice.text().contains(part)));
  }

  private long steps(String edit) {
    return document().recipe().steps().stream().filter(step -> step.editId().equals(edit)).count();
  }

  @Test
  void theGuidesBarIsDraggedIntoOneEntryAndFollowsUndo() {
    Pane pane =
        studio.fx(
            () -> {
              TitledPane section = (TitledPane) studio.stage().getScene().lookup("#edit-tone-bar");
              List<Node> content = ((Pane) section.getContent()).getChildren();
              return (Pane) content.get(content.size() - 1);
            });
    Rectangle bar = (Rectangle) pane.getChildren().get(0);
    int history = studio.historySize();

    Point2D from = studio.pointIn(pane, 0.1, 0.5);
    studio.robot().moveTo(from).press(MouseButton.PRIMARY);
    studio.robot().moveBy(20, 0).moveBy(40, 0).release(MouseButton.PRIMARY);

    studio.await("the bar's value is in the document", () -> steps("tone-bar") == 1);
    assertThat(studio.historySize()).isEqualTo(history + 1);
    assertThat(studio.fx(bar::getWidth)).isGreaterThan(0);

    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    studio.await("the bar is empty again", () -> bar.getWidth() == 0);
  }

  @Test
  void aPanelIsAnsweredOnTheScreensThread() {
    GeneratorDescription model = engine.description();
    studio.fire("probe-ask");
    awaitText("probe-style", model.styleCount() + " x " + model.styleDimension());
    studio.await(
        "the thumbnail is there",
        () -> studio.node("probe-thumb", ImageView.class).getImage() != null);

    int history = studio.historySize();
    studio.fire("probe-twice");
    awaitText("probe-value", "5.0");
    assertThat(studio.historySize()).as("one gesture").isEqualTo(history + 1);
  }

  @Test
  void itsOwnWorkPublishesStopsAndFailsWithASentence() {
    studio.fire("probe-count");
    awaitText("probe-counted", "at least 1");
    studio.fx(
        () -> {
          studio.get(BackgroundTasks.class).running().get(0).stop();
          return null;
        });
    awaitText("probe-counted", "kept");

    studio.fire("probe-fail");
    awaitNotice(Notice.Kind.FAILURE, "There is nothing to count.");
    assertThat(studio.isShown("edit-probe")).as("the plugin stays").isTrue();
  }

  @Test
  void aPanelThatGoesIsClosedAndItsWorkEnds() throws Exception {
    Label state = studio.node("probe-state", Label.class);
    studio.fire("probe-count");
    awaitText("probe-counted", "at least 1");

    engine.plugins().disable("panels");

    studio.await("the panel was closed", () -> state.getText().equals("closed"));
    studio.await("its work has ended", () -> studio.get(BackgroundTasks.class).running().isEmpty());
    assertThat(studio.isShown("edit-probe")).isFalse();
  }

  @Test
  void aToolsPanelRunsStopsAndSeesWhatIsPublished() {
    studio.fx(
        () -> {
          studio.get(ViewState.class).sideProperty().set(ViewState.Side.TOOLS);
          return null;
        });
    studio.awaitShown("tool-seeker");
    studio.unfold("tool-seeker");
    studio.awaitShown("seeker-go");
    studio.fire("seeker-go");
    awaitText("seeker-published", "1 found");
    studio.fire("seeker-enough");
    studio.await(
        "the search has ended", () -> studio.get(BackgroundTasks.class).running().isEmpty());
    assertThat(engine.candidates()).as("nobody has kept what was found").isEmpty();
  }

  @Test
  void aPanelThatThrowsTakesOnlyItsPlugin() {
    awaitNotice(Notice.Kind.FAILURE, "'brittle'");
    studio.await("its section is gone", () -> !studio.isShown("edit-brittle"));
    assertThat(studio.isShown("edit-probe")).isTrue();
    assertThat(document().base()).isInstanceOf(BaseStyle.Seed.class);
  }
}
