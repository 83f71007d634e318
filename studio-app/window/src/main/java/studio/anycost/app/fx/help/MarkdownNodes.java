package studio.anycost.app.fx.help;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * Markdown as nodes: headings, paragraphs, lists, code, tables, pictures that come along. HTML is
 * left out. JavaFX thread only.
 */
final class MarkdownNodes {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final PseudoClass REACHED = PseudoClass.getPseudoClass("reached");
  private static final double MOST_INDENT = 4;

  /**
   * A heading and what stands below it, up to the next heading of any level.
   *
   * @param level from 1 on
   * @param words of heading and text, for a search
   */
  record Section(int level, String title, String anchor, String words, Node heading) {}

  /**
   * A text that was laid out.
   *
   * @param nodes from top to bottom
   */
  record Page(List<Node> nodes, List<Section> sections) {}

  private final String name;
  private final Predicate<String> leads;
  private final Consumer<String> follow;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final Anchors anchors = new Anchors();
  private Optional<Heading> heading = Optional.empty();
  private Label headingLabel;
  private StringBuilder words = new StringBuilder();

  private MarkdownNodes(String name, Predicate<String> leads, Consumer<String> follow) {
    this.name = name;
    this.leads = leads;
    this.follow = follow;
  }

  /**
   * Lays out a text.
   *
   * @param name of the document, which its references start from
   * @param leads whether the target of a link can be followed
   * @param follow takes the target of a link that was clicked, or chosen by the keyboard
   */
  static Page of(String markdown, String name, Predicate<String> leads, Consumer<String> follow) {
    MarkdownNodes made = new MarkdownNodes(name, leads, follow);
    org.commonmark.node.Node document = PARSER.parse(markdown);
    for (org.commonmark.node.Node block = document.getFirstChild();
        block != null;
        block = block.getNext()) {
      made.top(block);
    }
    made.endSection();
    return new Page(made.nodes, made.sections);
  }

  private void top(org.commonmark.node.Node block) {
    if (block instanceof Heading next) {
      endSection();
      heading = Optional.of(next);
      headingLabel = heading(next);
      nodes.add(headingLabel);
    } else {
      block(block, 0).ifPresent(nodes::add);
    }
  }

  private void endSection() {
    heading.ifPresent(
        ended ->
            sections.add(
                new Section(
                    ended.getLevel(),
                    headingLabel.getText(),
                    anchors.next(headingLabel.getText()),
                    headingLabel.getText() + " " + words,
                    headingLabel)));
    words = new StringBuilder();
  }

  private static Label heading(Heading heading) {
    Label label = new Label(plain(heading));
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("page-heading-" + Math.min(3, heading.getLevel()));
    return label;
  }

  private Optional<Node> block(org.commonmark.node.Node block, int depth) {
    if (depth > MOST_INDENT) {
      return Optional.empty();
    }
    if (block instanceof Paragraph) {
      return Optional.of(paragraph(block));
    }
    if (block instanceof ListBlock list) {
      return Optional.of(list(list, depth));
    }
    if (block instanceof FencedCodeBlock code) {
      return Optional.of(code(code.getLiteral()));
    }
    if (block instanceof IndentedCodeBlock code) {
      return Optional.of(code(code.getLiteral()));
    }
    if (block instanceof TableBlock table) {
      return Optional.of(table(table));
    }
    if (block instanceof BlockQuote) {
      VBox quote = new VBox(6);
      quote.getStyleClass().add("page-quote");
      blocks(block, quote, depth + 1);
      return Optional.of(quote);
    }
    if (block instanceof Heading inside) {
      return Optional.of(heading(inside));
    }
    if (block instanceof ThematicBreak) {
      Region line = new Region();
      line.getStyleClass().add("page-rule");
      return Optional.of(line);
    }
    return Optional.empty();
  }

  private void blocks(org.commonmark.node.Node parent, VBox into, int depth) {
    for (org.commonmark.node.Node child = parent.getFirstChild();
        child != null;
        child = child.getNext()) {
      block(child, depth).ifPresent(into.getChildren()::add);
    }
  }

  private Node list(ListBlock list, int depth) {
    VBox items = new VBox(6);
    int number =
        list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
            ? ordered.getMarkerStartNumber()
            : 1;
    for (org.commonmark.node.Node item = list.getFirstChild();
        item != null;
        item = item.getNext()) {
      Label mark = new Label(list instanceof BulletList ? "\u2022" : number + ".");
      mark.setMinWidth(list instanceof BulletList ? 14 : 22);
      VBox text = new VBox(6);
      HBox.setHgrow(text, Priority.ALWAYS);
      blocks(item, text, depth + 1);
      items.getChildren().add(new HBox(mark, text));
      number++;
    }
    return items;
  }

  private Node code(String literal) {
    words.append(' ').append(literal);
    Label label = new Label(literal.stripTrailing());
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("page-code");
    return label;
  }

  private Node table(TableBlock table) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("page-table");
    // As narrow as the page, whose width its cells share.
    grid.setMinWidth(0);
    List<CellText> cells = new ArrayList<>();
    int row = 0;
    int columns = columns(table);
    for (org.commonmark.node.Node part = table.getFirstChild();
        part != null;
        part = part.getNext()) {
      for (org.commonmark.node.Node line = part.getFirstChild();
          line != null;
          line = line.getNext()) {
        if (!(line instanceof TableRow) || isBlank(line)) {
          continue;
        }
        int column = 0;
        for (org.commonmark.node.Node cell = line.getFirstChild();
            cell != null;
            cell = cell.getNext()) {
          CellText shared = new CellText();
          cells.add(shared);
          TextFlow text = paragraph(cell, shared);
          if (((TableCell) cell).isHeader()) {
            text.getChildren().forEach(each -> each.getStyleClass().add("page-strong"));
          }
          GridPane.setValignment(text, VPos.TOP);
          grid.add(text, column++, row);
        }
        row++;
      }
    }
    for (int i = 0; i < columns; i++) {
      ColumnConstraints width = new ColumnConstraints();
      width.setHgrow(Priority.SOMETIMES);
      grid.getColumnConstraints().add(width);
    }
    grid.widthProperty()
        .addListener(
            (source, before, width) -> {
              double text = width.doubleValue() - (columns - 1) * grid.getHgap();
              cells.forEach(cell -> cell.share(Math.floor(text / columns)));
            });
    return grid;
  }

  /** Those of its head, which all lines have. */
  private static int columns(TableBlock table) {
    int columns = 0;
    for (org.commonmark.node.Node cell = table.getFirstChild().getFirstChild().getFirstChild();
        cell != null;
        cell = cell.getNext()) {
      columns++;
    }
    return columns;
  }

  private static boolean isBlank(org.commonmark.node.Node line) {
    return plain(line).isBlank();
  }

  private TextFlow paragraph(org.commonmark.node.Node block) {
    return paragraph(block, new TextFlow());
  }

  private TextFlow paragraph(org.commonmark.node.Node block, TextFlow flow) {
    words.append(' ').append(plain(block));
    flow.getStyleClass().add("page-text");
    inline(block, List.of(), flow);
    return flow;
  }

  private void inline(org.commonmark.node.Node parent, List<String> styles, TextFlow into) {
    for (org.commonmark.node.Node child = parent.getFirstChild();
        child != null;
        child = child.getNext()) {
      if (child instanceof org.commonmark.node.Text text) {
        into.getChildren().add(text(text.getLiteral(), styles));
      } else if (child instanceof Code code) {
        into.getChildren().add(text(code.getLiteral(), with(styles, "page-inline-code")));
      } else if (child instanceof SoftLineBreak) {
        into.getChildren().add(text(" ", styles));
      } else if (child instanceof HardLineBreak) {
        into.getChildren().add(text("\n", styles));
      } else if (child instanceof Emphasis) {
        inline(child, with(styles, "page-emphasis"), into);
      } else if (child instanceof StrongEmphasis) {
        inline(child, with(styles, "page-strong"), into);
      } else if (child instanceof Link link) {
        link(link, styles, into);
      } else if (child instanceof org.commonmark.node.Image image) {
        picture(image).ifPresent(into.getChildren()::add);
      } else {
        inline(child, styles, into);
      }
    }
  }

  /** Within the studio's pages; what leads elsewhere is words. */
  private void link(Link link, List<String> styles, TextFlow into) {
    String target = link.getDestination();
    if (!leads.test(target)) {
      inline(link, styles, into);
      return;
    }
    int first = into.getChildren().size();
    inline(link, with(styles, "page-link"), into);
    List<Node> parts = List.copyOf(into.getChildren().subList(first, into.getChildren().size()));
    for (Node part : parts) {
      part.setCursor(Cursor.HAND);
      part.setAccessibleHelp(target);
      part.setOnMouseClicked(event -> follow.accept(target));
    }
    parts.stream().findFirst().ifPresent(part -> reach(part, parts, plain(link), target));
  }

  /** Tab leads to the first part of a link, all of which shows that. */
  private void reach(Node first, List<Node> parts, String words, String target) {
    first.setFocusTraversable(true);
    first.setAccessibleRole(AccessibleRole.HYPERLINK);
    first.setAccessibleText(words);
    first
        .focusedProperty()
        .addListener(
            (observable, old, focused) ->
                parts.forEach(part -> part.pseudoClassStateChanged(REACHED, focused)));
    first.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            event.consume();
            follow.accept(target);
          }
        });
  }

  private Optional<Node> picture(org.commonmark.node.Image image) {
    Optional<URL> file =
        HelpPages.resolve(name, image.getDestination()).flatMap(HelpPages::picture);
    return file.map(
        url -> {
          ImageView view = new ImageView(new Image(url.toExternalForm(), true));
          view.setPreserveRatio(true);
          view.setSmooth(true);
          view.setFitWidth(520);
          view.setAccessibleText(plain(image));
          return view;
        });
  }

  private static Text text(String literal, List<String> styles) {
    Text text = new Text(literal);
    text.getStyleClass().add("page-words");
    text.getStyleClass().addAll(styles);
    return text;
  }

  private static List<String> with(List<String> styles, String more) {
    List<String> all = new ArrayList<>(styles);
    all.add(more);
    return all;
  }

  private static String plain(org.commonmark.node.Node node) {
    StringBuilder text = new StringBuilder();
    plain(node, text);
    return text.toString();
  }

  private static void plain(org.commonmark.node.Node node, StringBuilder into) {
    for (org.commonmark.node.Node child = node.getFirstChild();
        child != null;
        child = child.getNext()) {
      if (child instanceof org.commonmark.node.Text text) {
        into.append(text.getLiteral());
      } else if (child instanceof Code code) {
        into.append(code.getLiteral());
      } else if (child instanceof SoftLineBreak || child instanceof HardLineBreak) {
        into.append(' ');
      } else {
        plain(child, into);
      }
    }
  }
}
