package studio.anycost.app.fx.panel;

import atlantafx.base.controls.ToggleSwitch;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.command.FilePicker;
import studio.anycost.app.fx.command.Folders;
import studio.anycost.app.fx.command.PluginCommands;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.PluginReport;

/** All plugins with their state, problem and switch. */
public final class PluginsSheet extends View<Sheet> {
  private static final List<FilePicker.Kind> KINDS =
      List.of(new FilePicker.Kind(Texts.of("panel.pluginsSheet.plugin"), List.of("jar", "zip")));

  private final PluginCommands plugins;
  private final VBox list = new VBox();

  @Inject
  public PluginsSheet(PluginCommands plugins, ViewState views, FilePicker picker, Folders folders) {
    this(plugins, views, picker, folders, new VBox());
  }

  private PluginsSheet(
      PluginCommands plugins, ViewState views, FilePicker picker, Folders folders, VBox content) {
    super(
        new Sheet("plugins", Texts.of("panel.pluginsSheet.plugins"), content, views::closeDrawer));
    this.plugins = plugins;
    list.setId("plugin-list");
    list.getStyleClass().add("plugin-list");
    Button install = new Button(Texts.of("panel.pluginsSheet.installAPlugin"), Icons.of(Signs.ADD));
    install.setId("plugin-install");
    install.setMaxWidth(Double.MAX_VALUE);
    install.setOnAction(
        event ->
            picker
                .open(Texts.of("panel.pluginsSheet.installTitle"), folders.last(), KINDS)
                .ifPresent(plugins::install));
    Label hint = new Label(Texts.of("panel.pluginsSheet.orDropAJar"));
    hint.setWrapText(true);
    hint.getStyleClass().add("muted");
    content.getChildren().addAll(list, install, hint);
  }

  @Override
  protected void onAttach() {
    onChange(plugins.reportsProperty(), this::show);
  }

  private void show() {
    list.getChildren().setAll(plugins.reportsProperty().get().stream().map(this::card).toList());
  }

  private Node card(PluginReport report) {
    String id = "plugin-" + report.id().replaceAll("[^A-Za-z0-9]", "_");
    Label name = new Label(report.name());
    name.getStyleClass().add("strong");
    name.setWrapText(true);
    Label version = new Label(report.version());
    version.getStyleClass().add("muted");
    version.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(8, name, version, gap);
    head.setAlignment(Pos.CENTER_LEFT);
    if (!report.version().isBlank()) {
      if (plugins.canUninstall(report)) {
        plugins
            .origin(report)
            .ifPresent(origin -> head.getChildren().add(reload(id, report, origin)));
        head.getChildren().add(uninstall(id, report));
      }
      head.getChildren().add(toggle(id, report));
    }
    Label state = new Label(state(report));
    state.setId(id + "-state");
    state
        .getStyleClass()
        .addAll("plugin-state", report.state().name().toLowerCase(java.util.Locale.ROOT));
    VBox card = new VBox(4, head);
    card.setId(id);
    card.getStyleClass().add("plugin-card");
    if (!report.details().description().isBlank()) {
      card.getChildren().add(wrapped(report.details().description(), "muted"));
    }
    card.getChildren().add(state);
    report
        .problem()
        .ifPresent(
            problem -> {
              Label text = wrapped(problem, "refusal");
              text.setId(id + "-problem");
              card.getChildren().add(text);
            });
    if (plugins.canReset(report)) {
      card.getChildren().add(reset(id, report));
    }
    Tips.install(name, String.valueOf(report.file()));
    return card;
  }

  private Button reset(String id, PluginReport report) {
    Button button =
        new Button(Texts.of("panel.pluginsSheet.resetItsValuesAnd"), Icons.of(Signs.RESET));
    button.setId(id + "-reset");
    button.getStyleClass().add("small");
    Tips.set(button, Texts.of("panel.pluginsSheet.forAPluginThat"));
    button.setOnAction(
        event -> {
          button.setDisable(true); // until the list is built anew with the result
          plugins.resetAndStart(report);
        });
    return button;
  }

  private Button reload(String id, PluginReport report, Path origin) {
    Button button = Icons.iconOnly(new Button(), Signs.AGAIN);
    button.setId(id + "-reload");
    button.setAccessibleText(Texts.of("panel.pluginsSheet.reload", report.name()));
    Tips.set(button, Texts.of("panel.pluginsSheet.reloadTakeAgainAs", origin));
    button.setOnAction(
        event -> {
          button.setDisable(true); // until the list is built anew with the result
          plugins.reload(report);
        });
    return button;
  }

  private Button uninstall(String id, PluginReport report) {
    Button button = Icons.iconOnly(new Button(), Signs.REMOVE);
    button.setId(id + "-uninstall");
    button.setAccessibleText(Texts.of("panel.pluginsSheet.uninstall", report.name()));
    Tips.set(button, Texts.of("panel.pluginsSheet.uninstallSwitchItOff"));
    button.setOnAction(
        event -> {
          button.setDisable(true); // until the list is built anew with the result
          plugins.uninstall(report);
        });
    return button;
  }

  private ToggleSwitch toggle(String id, PluginReport report) {
    ToggleSwitch toggle = new ToggleSwitch();
    toggle.setId(id + "-switch");
    toggle.setAccessibleText(Texts.of("panel.pluginsSheet.use", report.name()));
    toggle.setSelected(report.state() == PluginReport.State.STARTED);
    toggle
        .selectedProperty()
        .addListener(
            (observable, old, on) -> {
              toggle.setDisable(true); // until the list is built anew with the result
              plugins.setEnabled(report, on);
            });
    return toggle;
  }

  private static Label wrapped(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }

  private static String state(PluginReport report) {
    return switch (report.state()) {
      case STARTED -> Texts.of("panel.pluginsSheet.running", report.contributions().size());
      case DISABLED -> Texts.of("panel.pluginsSheet.off");
      case FAILED -> Texts.of("panel.pluginsSheet.failed");
      case REMOVED -> Texts.of("panel.pluginsSheet.removed");
    };
  }
}
