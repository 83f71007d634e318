package studio.anycost.app.fx.help;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Pulses;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/** The guide, what it leads to, and the card of the open model. JavaFX thread only. */
public final class HelpSheet extends View<Sheet> {
  /** In which the pages are written. */
  private static final Locale PAGES = Locale.ENGLISH;

  private static final String ID = "help";
  private static final String GUIDE = "user-guide.md";
  private static final String PLUGINS = "plugin-guide.md";

  /** No file: the open model's own text. */
  private static final String MODEL = "";

  private static final List<String> TABS = List.of(GUIDE, MODEL, PLUGINS);

  private static final double CONTENTS_WIDTH = 240;
  private static final int DEEPEST = 3;

  /** A page and the place in it, to come back to. */
  private record Place(String page, double scrolled) {}

  private final StudioBackend backend;
  private final QuietWork work;
  private final Segments<String> pages;
  private final Button back = Icons.iconOnly(new Button(), Signs.LEFT);
  private final TextField search = new TextField();
  private final ListView<MarkdownNodes.Section> contents = new ListView<>();
  private final VBox text = new VBox();
  private final ScrollPane scroll = new ScrollPane(text);
  private final Deque<Place> before = new ArrayDeque<>();
  private String page = GUIDE;

  /** That of the pages with a tab which the open one was reached from, or is. */
  private String tab = GUIDE;

  private MarkdownNodes.Page shown = new MarkdownNodes.Page(List.of(), List.of());
  private boolean showing;

  @Inject
  HelpSheet(StudioBackend backend, QuietWork work, ViewState views) {
    this(backend, work, views, new HBox(20));
  }

  private HelpSheet(StudioBackend backend, QuietWork work, ViewState views, HBox content) {
    super(Sheet.filled(ID, Texts.of("help.helpSheet.help"), content, views::closeDrawer));
    this.backend = backend;
    this.work = work;
    pages =
        new Segments<>(
            ID + "-pages",
            TABS,
            value ->
                switch (value) {
                  case GUIDE -> Texts.of("help.helpSheet.guide");
                  case MODEL -> Texts.of("help.helpSheet.thisModel");
                  default -> Texts.of("help.helpSheet.plugins");
                },
            value -> {
              before.clear();
              open(value, Optional.empty());
            });
    back.setId(ID + "-back");
    back.setAccessibleText(Texts.of("help.helpSheet.backToThePage"));
    Tips.set(back, back.getAccessibleText());
    back.setOnAction(event -> goBack());
    search.setId(ID + "-search");
    search.setPromptText(Texts.of("help.helpSheet.searchThisPage"));
    search.textProperty().addListener(observable -> filter());
    HBox.setHgrow(search, Priority.ALWAYS);
    contents.setId(ID + "-contents");
    contents.setAccessibleText(Texts.of("help.helpSheet.contentsOfThisPage"));
    contents.getStyleClass().add("page-contents");
    contents.setCellFactory(list -> new ContentsCell());
    contents
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (observable, old, section) -> {
              if (section != null && !showing) {
                scrollTo(section.heading());
              }
            });
    VBox.setVgrow(contents, Priority.ALWAYS);
    Label nothing = new Label(Texts.of("help.helpSheet.nothingAboutThatOn"));
    nothing.setWrapText(true);
    nothing.getStyleClass().add("muted");
    contents.setPlaceholder(nothing);
    HBox tools = new HBox(6, back, search);
    tools.setAlignment(Pos.CENTER_LEFT);
    VBox left = new VBox(10, pages, tools, contents);
    if (!Texts.locale().getLanguage().equals(PAGES.getLanguage())) {
      Label language = new Label(Texts.of("help.helpSheet.pagesAreInEnglish"));
      language.setId(ID + "-language");
      language.getStyleClass().add("muted");
      language.setWrapText(true);
      left.getChildren().add(language);
    }
    left.setMinWidth(CONTENTS_WIDTH);
    left.setPrefWidth(CONTENTS_WIDTH);
    left.setMaxWidth(CONTENTS_WIDTH);
    text.setId(ID + "-text");
    text.getStyleClass().add("page");
    scroll.setId(ID + "-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    content.getChildren().addAll(left, scroll);
  }

  @Override
  protected void onAttach() {
    before.clear(); // who comes back does not know any more which links led where
    open(tab, Optional.empty());
  }

  private void open(String name, Optional<String> anchor) {
    page = name;
    if (TABS.contains(name)) {
      tab = name;
    }
    pages.show(tab);
    back.setDisable(before.isEmpty());
    if (!name.equals(MODEL)) {
      show(HelpPages.text(name).orElse(Texts.of("help.helpSheet.thisPageIsMissing")), anchor);
      return;
    }
    show(Texts.of("help.helpSheet.looking"), Optional.empty());
    work.run(
        Texts.of("help.helpSheet.readingTheModelsText"),
        this::card,
        card -> {
          if (page.equals(MODEL)) {
            show(card, anchor);
          }
        });
  }

  /** On a worker thread. */
  private String card() {
    try {
      return backend.modelCard().orElse(Texts.of("help.helpSheet.thisModelCameWithout"));
    } catch (IOException e) {
      return Reasons.of(e);
    }
  }

  private void show(String markdown, Optional<String> anchor) {
    boolean reading = isReading();
    shown = MarkdownNodes.of(markdown, page, this::leads, this::follow);
    text.getChildren().setAll(shown.nodes());
    scroll.setVvalue(0);
    if (reading) {
      scroll.requestFocus(); // with the link that had the keyboard it would go elsewhere
    }
    search.clear();
    filter();
    anchor.ifPresent(wanted -> Pulses.afterNext(text.getScene(), () -> scrollTo(wanted)));
  }

  /** Whether the keyboard is in the text. */
  private boolean isReading() {
    return scroll.isFocusWithin();
  }

  /** What the filter of the contents leaves: sections in which all words stand. */
  private void filter() {
    String[] words = search.getText().strip().toLowerCase(Locale.ROOT).split("\\s+");
    showing = true;
    contents
        .getItems()
        .setAll(
            shown.sections().stream()
                .filter(section -> section.level() <= DEEPEST)
                .filter(
                    section -> {
                      String all = section.words().toLowerCase(Locale.ROOT);
                      return Arrays.stream(words).allMatch(all::contains);
                    })
                .toList());
    showing = false;
  }

  /** Pages of the studio, and places on them; nothing asks a network. */
  private void follow(String target) {
    int hash = target.indexOf('#');
    Optional<String> anchor = hash < 0 ? Optional.empty() : Optional.of(target.substring(hash + 1));
    String file = hash < 0 ? target : target.substring(0, hash);
    if (file.isEmpty()) {
      anchor.ifPresent(this::scrollTo);
      return;
    }
    Optional<String> name = page(file);
    if (name.isPresent()) {
      before.push(new Place(page, scroll.getVvalue()));
      open(name.get(), anchor);
    }
  }

  private boolean leads(String target) {
    return target.startsWith("#") || page(target.split("#", 2)[0]).isPresent();
  }

  private Optional<String> page(String file) {
    return HelpPages.resolve(page, file).filter(HelpPages::isThere);
  }

  private void goBack() {
    Place place = before.pop();
    open(place.page(), Optional.empty());
    Pulses.afterNext(text.getScene(), () -> scroll.setVvalue(place.scrolled()));
  }

  private void scrollTo(String anchor) {
    shown.sections().stream()
        .filter(section -> section.anchor().equals(anchor))
        .findFirst()
        .ifPresent(section -> scrollTo(section.heading()));
  }

  private void scrollTo(Node heading) {
    text.layout();
    Bounds place = heading.getBoundsInParent();
    double room = text.getHeight() - scroll.getViewportBounds().getHeight();
    scroll.setVvalue(room <= 0 ? 0 : Math.min(1, place.getMinY() / room));
  }

  /** A line of the contents, moved in by its level. */
  private static final class ContentsCell extends ListCell<MarkdownNodes.Section> {
    ContentsCell() {
      setWrapText(true);
      setMinWidth(0);
      setPrefWidth(0); // as wide as the list, so that it wraps
    }

    @Override
    protected void updateItem(MarkdownNodes.Section section, boolean empty) {
      super.updateItem(section, empty);
      setText(empty || section == null ? null : section.title());
      setStyle(
          empty || section == null
              ? null
              : "-fx-padding: 5 8 5 " + (8 + 12 * Math.max(0, section.level() - 2)) + ";");
    }
  }
}
