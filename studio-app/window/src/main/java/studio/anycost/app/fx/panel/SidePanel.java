package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import studio.anycost.app.fx.preset.PresetsView;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.state.ViewState.Side;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/** The right side of the window: edits or tools. */
public final class SidePanel extends View<BorderPane> {
  private final ViewState views;
  private final Node edits;
  private final Provider<ToolsView> tools;
  private final Segments<Side> choice;

  @Inject
  SidePanel(
      ViewState views,
      PresetsView presets,
      InspectorView edits,
      Provider<ToolsView> tools,
      EffectsView effects) {
    super(new BorderPane());
    this.views = views;
    BorderPane editing = new BorderPane();
    edits.putAbove(presets.node());
    editing.setCenter(edits.node());
    editing.setBottom(effects.node());
    this.edits = editing;
    this.tools = tools;
    this.choice =
        new Segments<>(
            "side-view",
            List.of(Side.EDITS, Side.TOOLS),
            side ->
                side == Side.EDITS
                    ? Texts.of("panel.sidePanel.edits")
                    : Texts.of("panel.sidePanel.photoAndTools"),
            views.sideProperty()::set);
    choice.button(0).setGraphic(Icons.of(Signs.EDITS));
    choice.button(1).setGraphic(Icons.of(Signs.TOOLS));
    StackPane bar = new StackPane(choice);
    bar.getStyleClass().add("side-choice");
    node().setId("side-panel");
    node().setTop(bar);
  }

  @Override
  protected void onAttach() {
    onChange(views.sideProperty(), this::show);
  }

  private void show() {
    Side side = views.sideProperty().get();
    choice.show(side);
    node().setCenter(side == Side.EDITS ? edits : tools.get().node());
  }
}
