package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.action.ActionNodes;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.command.Folders;
import studio.anycost.app.fx.command.ModelCommands;
import studio.anycost.app.fx.command.ProjectCommands;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.settings.Preferences.RecentItem;

/** The menu, the portrait's name, the views, and what is done with the portrait as a whole. */
final class TopBar extends View<StackPane> {
  private static final double EXPORT_WIDTH = 130;

  private final StudioActions actions;
  private final DocumentState documents;
  private final ProjectCommands projects;
  private final ModelCommands models;
  private final PreferenceState preferences;
  private final ViewState views;
  private final PhotoState photoState;
  private static final double VIEW = 128;
  private static final double NARROW_VIEW = 48;

  /** Of the bar: below it, names of views lie on what stands beside them. */
  private static final double NARROW = 1060;

  private final MenuButton menu = new MenuButton(null, Icons.of(Signs.MENU));
  private final Label name = new Label();
  private final Button unsaved = new Button();
  private final Menu recent = new Menu(Texts.of("shell.topBar.openRecent"), Icons.of(Signs.RECENT));
  private final Segments<ViewState.Mode> modes;

  @Inject
  TopBar(
      StudioActions actions,
      DocumentState documents,
      ProjectCommands projects,
      ModelCommands models,
      PreferenceState preferences,
      ViewState views,
      PhotoState photoState) {
    super(new StackPane());
    this.actions = actions;
    this.documents = documents;
    this.projects = projects;
    this.models = models;
    this.preferences = preferences;
    this.views = views;
    this.photoState = photoState;
    node().setId("top-bar");
    node().getStyleClass().add("top-bar");
    name.setId("portrait-name");
    name.getStyleClass().add("portrait-name");
    unsaved.setId("unsaved");
    unsaved.getStyleClass().add("unsaved");
    unsaved.setOnAction(event -> projects.save());
    unsaved.setMinWidth(Region.USE_PREF_SIZE);
    modes =
        new Segments<>(
            "view-mode",
            // Aligning by hand and choosing a face begin elsewhere, and end by themselves.
            List.of(ViewState.Mode.SINGLE, ViewState.Mode.SPLIT, ViewState.Mode.COMPARISON),
            mode ->
                switch (mode) {
                  case SINGLE -> Texts.of("shell.topBar.picture");
                  case SPLIT -> Texts.of("shell.topBar.split");
                  case COMPARISON -> Texts.of("shell.topBar.sideBySide");
                  case ALIGNMENT -> Texts.of("shell.topBar.alignByHand");
                  case FACES -> Texts.of("shell.topBar.faces");
                },
            views.modeProperty()::set);
    modes.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    decorate(0, Signs.SINGLE, Texts.of("shell.topBar.thePictureAloneEsc"));
    decorate(1, Signs.SPLIT, actions.split.tip());
    decorate(2, Signs.SIDE_BY_SIDE, Texts.of("shell.topBar.allSubGeneratorsOf"));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    gap.setMouseTransparent(true);
    Button export = exportButton();
    HBox bar =
        new HBox(
            fillMenu(),
            ActionNodes.icon(actions.leftPanel),
            name,
            unsaved,
            gap,
            ActionNodes.icon(actions.animation),
            ActionNodes.icon(actions.open),
            ActionNodes.icon(actions.save),
            ActionNodes.icon(actions.plugins),
            ActionNodes.icon(actions.preferences),
            export,
            ActionNodes.icon(actions.rightPanel));
    bar.getStyleClass().add("bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    node().getChildren().addAll(bar, modes);
    node().widthProperty().addListener((observable, old, now) -> fit(now.doubleValue()));
  }

  /** What is on the screen is what one exports: the portrait, or the photo with the face in it. */
  private Button exportButton() {
    Button export = ActionNodes.labelled(actions.export);
    BooleanBinding photo =
        photoState
            .shownProperty()
            .and(views.modeProperty().isNotEqualTo(ViewState.Mode.COMPARISON));
    export
        .textProperty()
        .bind(
            Bindings.when(photo)
                .then(Texts.of("shell.topBar.exportPhoto"))
                .otherwise(Texts.of("shell.topBar.export")));
    export.setOnAction(event -> (photo.get() ? actions.exportPhoto : actions.export).run().run());
    export.setMinWidth(EXPORT_WIDTH); // for either, so that nothing beside it moves
    views
        .drawerProperty()
        .subscribe(
            drawer -> {
              // The sheet has its own, which writes the file: one of them leads on.
              export.getStyleClass().remove("accent");
              if (!drawer.equals(Optional.of(ViewState.Drawer.EXPORT))) {
                export.getStyleClass().add("accent");
              }
            });
    return export;
  }

  /** In a narrow window the icons of the views stand alone: their names would lie on others. */
  private void fit(double width) {
    for (int i = 0; i < 3; i++) {
      boolean narrow = width < NARROW;
      modes.button(i).setPrefWidth(narrow ? NARROW_VIEW : VIEW);
      modes.button(i).setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }
  }

  private void decorate(int index, Feather icon, String tip) {
    ToggleButton button = modes.button(index);
    button.setGraphic(Icons.of(icon));
    button.setPrefWidth(VIEW);
    button.setAccessibleText(button.getText());
    button.setFocusTraversable(true);
    Tips.set(button, tip);
  }

  private MenuButton fillMenu() {
    menu.setId("menu");
    menu.getStyleClass().addAll("flat", "icon-button", "no-arrow");
    menu.setAccessibleText(Texts.of("shell.topBar.menu"));
    Tips.set(menu, Texts.of("shell.topBar.menu"));
    menu.getItems()
        .addAll(
            item(actions.newFace),
            item(actions.faces),
            item(actions.open),
            item(actions.openPhoto),
            recent,
            item(actions.alignByHand),
            new SeparatorMenuItem(),
            item(actions.save),
            item(actions.saveAs),
            group(
                "menu-exports",
                Texts.of("shell.topBar.exportCopyAndPaste"),
                Signs.EXPORT,
                actions.export,
                actions.exportPhoto,
                actions.exportFilm,
                actions.copyPicture,
                actions.paste),
            item(actions.batch),
            new SeparatorMenuItem(),
            item(actions.resetEdits),
            group(
                "menu-variants",
                Texts.of("shell.topBar.variantsPresetsAnimation"),
                Signs.ANIMATION,
                actions.keepVariant,
                actions.compareVariants,
                actions.keepPreset,
                actions.animation,
                actions.addKeyFrame),
            new SeparatorMenuItem(),
            group(
                "menu-models",
                Texts.of("shell.topBar.model"),
                Signs.MODEL,
                actions.openModelFolder,
                actions.openModelZip,
                actions.openBuiltInModel,
                actions.followTraining),
            item(actions.plugins),
            item(actions.preferences),
            new SeparatorMenuItem(),
            item(actions.palette),
            group(
                "menu-help",
                Texts.of("shell.topBar.help"),
                Signs.HELP,
                actions.help,
                actions.tour,
                actions.shortcuts,
                actions.about),
            item(actions.quit));
    return menu;
  }

  private static Menu group(String id, String name, Feather icon, StudioAction... actions) {
    Menu group = new Menu(name, Icons.of(icon));
    group.setId(id);
    for (StudioAction action : actions) {
      group.getItems().add(item(action));
    }
    return group;
  }

  private static MenuItem item(StudioAction action) {
    return ActionNodes.item(action);
  }

  @Override
  protected void onAttach() {
    onChange(documents.documentProperty(), this::showName);
    onChange(documents.fileProperty(), this::showName);
    onChange(projects.unsavedProperty(), this::showUnsaved);
    onChange(projects.editedProperty(), this::showUnsaved);
    onChange(preferences.property(), this::showRecent);
    onChange(views.modeProperty(), () -> modes.show(views.modeProperty().get()));
  }

  private void showName() {
    name.setText(projects.name());
  }

  private void showUnsaved() {
    boolean edited = projects.editedProperty().get();
    unsaved.setVisible(projects.unsavedProperty().get());
    unsaved.setText(edited ? Texts.of("shell.topBar.edited") : Texts.of("shell.topBar.undoneWork"));
    Tips.set(
        unsaved,
        edited
            ? Texts.of("shell.topBar.unsavedClickToSave")
            : Texts.of("shell.topBar.whatYouUndidIs"));
  }

  private void showRecent() {
    recent
        .getItems()
        .setAll(
            preferences.get().recent().stream()
                .flatMap(item -> recentItem(item).stream())
                .toList());
    recent.setDisable(recent.getItems().isEmpty());
  }

  private Optional<MenuItem> recentItem(RecentItem item) {
    return Folders.path(item.path()).map(path -> recentItem(item.kind(), path));
  }

  private MenuItem recentItem(RecentItem.Kind kind, Path path) {
    boolean project = kind == RecentItem.Kind.PROJECT;
    MenuItem entry =
        new MenuItem(
            String.valueOf(path.getFileName()), Icons.of(project ? Signs.PORTRAIT : Signs.MODEL));
    entry.setMnemonicParsing(false);
    entry.setOnAction(
        event -> {
          menu.hide(); // the list may be another one in a moment, and its menu would stay
          if (project) {
            projects.open(path);
          } else {
            models.open(Optional.of(path));
          }
        });
    return entry;
  }
}
