package studio.anycost.app.fx.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OpenEventsTest {
  @Test
  void aFileThatTheDesktopHandsOverIsOpened() {
    List<Path> opened = new ArrayList<>();
    List<Consumer<String[]>> listeners = new ArrayList<>();

    OpenEvents.install(listeners::add, opened::add);
    Consumer<String[]> desktop = listeners.get(0);
    desktop.accept(new String[] {"/home/me/a.anycost", "/home/me/b.anycost"});
    desktop.accept(new String[] {""});
    desktop.accept(new String[0]);
    desktop.accept(new String[] {"/home/me/c.anycostmodel"});

    assertThat(listeners).hasSize(1);
    assertThat(opened)
        .containsExactly(Path.of("/home/me/a.anycost"), Path.of("/home/me/c.anycostmodel"));
  }
}
