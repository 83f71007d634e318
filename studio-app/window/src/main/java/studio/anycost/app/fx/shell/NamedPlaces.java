package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.command.PresetCommands;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.fx.state.PresetState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.state.ViewState.Side;
import studio.anycost.app.fx.state.ViewState.Sought;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.preset.StoredPreset;

/**
 * What a person knows by name and may not know the place of: panels of presets, edits and tools,
 * every control in them, each preset, and what can be preferred. JavaFX thread only.
 */
final class NamedPlaces {
  private static final ObservableBooleanValue ENABLED =
      new ReadOnlyBooleanWrapper(false).getReadOnlyProperty();

  private final EditsState edits;
  private final ToolsState tools;
  private final PresetState presets;
  private final PresetCommands commands;
  private final ViewState views;
  private final NamedPreferences preferences;

  @Inject
  NamedPlaces(
      EditsState edits,
      ToolsState tools,
      PresetState presets,
      PresetCommands commands,
      ViewState views,
      NamedPreferences preferences) {
    this.edits = edits;
    this.tools = tools;
    this.presets = presets;
    this.commands = commands;
    this.views = views;
    this.preferences = preferences;
  }

  /**
   * All that there are now: panels, controls and presets, each of which goes to its place, and
   * choices of preferences.
   */
  List<StudioAction> now() {
    List<StudioAction> panels = new ArrayList<>();
    List<StudioAction> controls = new ArrayList<>();
    panels.add(
        action(
            "place-presets-panel",
            Texts.of("panel.sidePanel.edits"),
            Texts.of("preset.presetsView.presets"),
            Signs.PRESET,
            () -> views.seek(Sought.PRESETS)));
    for (Offered<?> edit : edits.editsProperty().get()) {
      add(Side.EDITS, edit, panels, controls);
    }
    for (Offered<Tool> tool : tools.toolsProperty().get()) {
      // What takes the portrait back into a photo has its controls in the photo's card, if there is
      // one.
      if (tool.contribution().kind() != ToolKind.PHOTO_BLENDER) {
        add(Side.TOOLS, tool, panels, controls);
      }
    }
    List<StudioAction> all = new ArrayList<>(panels);
    all.addAll(controls);
    for (StoredPreset preset : presets.presetsProperty().get()) {
      all.add(
          action(
              "place-preset-" + preset.file().getFileName(),
              Texts.of("shell.namedPlaces.preset"),
              preset.name(),
              Signs.PRESET,
              () -> commands.apply(preset)));
    }
    all.addAll(preferences.all());
    return List.copyOf(all);
  }

  private void add(
      Side side, Offered<?> offered, List<StudioAction> panels, List<StudioAction> controls) {
    boolean edit = side == Side.EDITS;
    Feather icon = edit ? Signs.EDITS : Signs.TOOLS;
    String id = "place-" + offered.id();
    panels.add(
        action(
            id,
            edit ? Texts.of("panel.sidePanel.edits") : Texts.of("panel.sidePanel.photoAndTools"),
            offered.info().name(),
            icon,
            () -> views.seek(new Sought(side, offered.id(), Optional.empty()))));
    for (Parameter<?> parameter : offered.schema().parameters()) {
      controls.add(
          action(
              id + "-" + parameter.key(),
              offered.info().name(),
              parameter.info().label(),
              icon,
              () -> views.seek(new Sought(side, offered.id(), Optional.of(parameter.key())))));
    }
  }

  private static StudioAction action(
      String id, String group, String label, Feather icon, Runnable run) {
    return new StudioAction(id, group, label, icon, List.of(), ENABLED, run);
  }
}
