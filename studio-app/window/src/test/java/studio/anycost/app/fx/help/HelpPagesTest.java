package studio.anycost.app.fx.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** The pages that come along, and what they lead to. */
class HelpPagesTest {
  private static final Path DOCS = Path.of("..", "..", "docs");

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> DOCS.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static Set<String> anchors(String text) {
    Anchors anchors = new Anchors();
    List<String> all = new ArrayList<>();
    Parser.builder()
        .build()
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                StringBuilder words = new StringBuilder();
                for (Node child = heading.getFirstChild(); child != null; child = child.getNext()) {
                  words.append(
                      child instanceof Text text
                          ? text.getLiteral()
                          : child instanceof Code code ? code.getLiteral() : "");
                }
                all.add(anchors.next(words.toString()));
              }
            });
    return all.stream().collect(Collectors.toSet());
  }

  @Test
  void allPagesComeAlongAndTheirLinksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String name : names()) {
      String text = HelpPages.text(name).orElseThrow(() -> new AssertionError(name));
      Parser.builder()
          .build()
          .parse(text)
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(Link link) {
                  if (leadsNowhere(name, text, link.getDestination())) {
                    broken.add(name + " -> " + link.getDestination());
                  }
                }
              });
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsNowhere(String name, String text, String target) {
    if (target.matches("[a-z]+:.*")) {
      return false;
    }
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Optional<String> page = file.isEmpty() ? Optional.of(name) : HelpPages.resolve(name, file);
    if (page.isEmpty() || !page.get().endsWith(".md")) {
      // Code beside the docs is read in the repository alone.
      return !Files.exists(DOCS.resolve(name).resolveSibling(file));
    }
    Optional<String> other = file.isEmpty() ? Optional.of(text) : HelpPages.text(page.get());
    return other.isEmpty()
        || hash >= 0 && !anchors(other.get()).contains(target.substring(hash + 1));
  }

  @Test
  void nothingLeadsOutOfThePages() {
    assertThat(HelpPages.resolve("a.md", "../../secret")).isEmpty();
    assertThat(HelpPages.resolve("a.md", "/etc/passwd")).isEmpty();
    assertThat(HelpPages.resolve("decisions/a.md", "../user-guide.md")).contains("user-guide.md");
    assertThat(HelpPages.text("nothing.md")).isEmpty();
  }
}
