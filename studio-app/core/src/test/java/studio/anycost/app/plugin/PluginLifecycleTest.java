package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.plugin.PluginReport.State;

/** Plugins come and go while the studio runs. */
class PluginLifecycleTest extends PluginHostFixture {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final String LIBRARY =
      "package lib; public class Amount { public static float of() { return 2; } }";

  private final List<PluginReport> heard = new ArrayList<>();

  private List<State> heardStates() {
    return heard.stream().map(PluginReport::state).toList();
  }

  private Path download(String id) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("downloads"));
    return PluginJarBuilder.plugin(id)
        .edit("Good", id + "-edit", EditSource.ADDS_AMOUNT)
        .writeTo(folder.resolve("some file of " + id + ".jar"));
  }

  @Test
  void startsWhatIsInTheFoldersInOrder() throws Exception {
    good("b");
    good("a");
    Files.createDirectories(user);
    PluginJarBuilder.plugin("own")
        .edit("Own", "0-edit", EditSource.ADDS_AMOUNT)
        .writeTo(user.resolve("0.jar"));
    Files.writeString(shipped.resolve("README.txt"), "not looked at");
    host.addListener(heard::add);

    host.start();

    assertThat(host.reports()).extracting(PluginReport::id).containsExactly("a", "b", "own");
    assertThat(host.contributions().edits())
        .extracting(edit -> edit.info().id())
        .containsExactly("0-edit", "a-edit", "b-edit");
    assertThat(works(edit("0-edit"))).isTrue();
    assertThat(heard).isEqualTo(host.reports());
  }

  @Test
  void doesWithoutFolders() throws IOException {
    Files.delete(shipped);

    host.start();

    assertThat(host.reports()).isEmpty();
    assertThat(host.contributions().all()).isEmpty();
    assertThat(user).doesNotExist();
  }

  @Test
  void switchesOffAndOnAgain() throws Exception {
    good("one");
    good("two");
    host.start();
    host.addListener(heard::add);
    Edit old = edit("one-edit");
    Contributions before = host.contributions();

    PluginReport off = host.disable("one");

    assertThat(off.state()).isEqualTo(State.DISABLED);
    assertThat(off.contributions()).isEmpty();
    assertThat(off.problem()).isEmpty();
    assertThat(host.contributions().edit("one-edit")).isEmpty();
    assertThat(works(edit("two-edit"))).isTrue();
    // Who still holds the old snapshot gets edits that do nothing, and nobody is blamed.
    assertThat(before.edits()).hasSize(2);
    StyleCode input = generator.styleOfSeed(3);
    assertThat(applied(old, input)).isSameAs(input);

    PluginReport on = host.enable("one");

    assertThat(on.state()).isEqualTo(State.STARTED);
    assertThat(works(edit("one-edit"))).isTrue();
    assertThat(applied(old, input)).isSameAs(input);
    assertThat(host.enable("one")).isEqualTo(on);
    assertThat(heardStates()).containsExactly(State.DISABLED, State.STARTED);
    assertThat(host.reports()).extracting(PluginReport::id).containsExactly("one", "two");
  }

  @Test
  void remembersWhatIsSwitchedOff() throws Exception {
    good("one");
    good("two");
    host.start();
    host.disable("one");
    host.close();

    host = newHost();
    host.start();

    assertThat(report("one").state()).isEqualTo(State.DISABLED);
    assertThat(report("two").state()).isEqualTo(State.STARTED);
    host.enable("one");
    host.close();

    host = newHost();
    host.start();

    assertThat(report("one").state()).isEqualTo(State.STARTED);
  }

  @Test
  void takesAnyFileOfSwitchedOffPlugins() throws IOException {
    good("one");
    Files.createDirectories(user);
    Files.write(user.resolve("disabled.txt"), new byte[] {(byte) 0xff, 10, 'o', 'n', 'e', 10});

    host = newHost();
    host.start();

    assertThat(report("one").state()).isEqualTo(State.DISABLED);
  }

  @Test
  void leavesNothingBehindWhenSwitchedOff() throws Exception {
    Path jar = good("one");
    host.start();
    assertThat(works(edit("one-edit"))).isTrue();
    IsolatedClassLoader loader = host.loaders().get("one");
    assertThat(loader.findResource("test/Good.class")).isNotNull();
    if (Files.isDirectory(DESCRIPTORS)) {
      assertThat(openFiles()).contains(jar.toString());
    }

    host.disable("one");

    assertThat(loader.findResource("test/Good.class")).as("of a closed loader").isNull();
    assertThat(host.loaders()).isEmpty();
    assertThat(openFiles()).noneMatch(file -> file.startsWith(jar.toString()));
    Files.delete(jar);
  }

  @Test
  void letsGoOfTheClassesOfASwitchedOffPlugin() throws Exception {
    good("one");
    host.start();
    assertThat(works(edit("one-edit"))).isTrue();
    WeakReference<ClassLoader> loader = new WeakReference<>(host.loaders().get("one"));

    host.disable("one");

    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(loader.get()).isNull();
  }

  @Test
  void installsAndUninstalls() throws Exception {
    Path download = download("new");
    host.start();
    host.addListener(heard::add);

    PluginReport installed = host.install(download);

    assertThat(installed.problem()).isEmpty();
    assertThat(installed.state()).isEqualTo(State.STARTED);
    assertThat(installed.file()).isEqualTo(user.resolve("new-1.0.0.jar"));
    assertThat(installed.file()).hasSameBinaryContentAs(download);
    assertThat(works(edit("new-edit"))).isTrue();
    try (Stream<Path> files = Files.list(user)) {
      assertThat(files)
          .containsExactlyInAnyOrder(installed.file(), user.resolve("origins.properties"));
    }

    PluginReport removed = host.uninstall("new");

    assertThat(removed.state()).isEqualTo(State.REMOVED);
    assertThat(installed.file()).doesNotExist();
    assertThat(host.reports()).isEmpty();
    assertThat(host.contributions().all()).isEmpty();
    assertThat(heard.get(0)).isEqualTo(installed);
    assertThat(heard.get(heard.size() - 1)).isEqualTo(removed);
    // Whoever did not mean it gets it back, from where it was put aside.
    assertThat(removed.file()).hasSameBinaryContentAs(download);
    assertThat(host.install(removed.file()).state()).isEqualTo(State.STARTED);
    assertThat(works(edit("new-edit"))).isTrue();
    host.close();
    host = newHost();
    host.start();
    assertThat(host.reports()).as("nothing that lies aside").hasSize(1);
  }

  @Test
  void findsAnInstalledPluginAtTheNextStart() throws Exception {
    host.start();
    host.install(download("new"));
    host.close();

    host = newHost();
    host.start();

    assertThat(works(edit("new-edit"))).isTrue();
  }

  @Test
  void refusesToInstallWhatIsNoPlugin() throws Exception {
    Path photo = Files.writeString(temp.resolve("photo.jpg"), "no plugin");
    Path letter = Files.writeString(temp.resolve("letter.jar"), "no plugin");
    host.start();
    host.addListener(heard::add);

    for (Path file : List.of(photo, letter, temp.resolve("absent.jar"), temp)) {
      PluginReport report = host.install(file);

      assertThat(report.state()).isEqualTo(State.FAILED);
      assertThat(report.file()).isEqualTo(file);
      assertThat(report.problem().orElseThrow()).contains(file.getFileName().toString());
    }
    assertThat(host.install(temp.getRoot()).state()).isEqualTo(State.FAILED);
    assertThat(host.reports()).isEmpty();
    assertThat(heard).isEmpty();
    assertThat(user).doesNotExist();
  }

  @Test
  void undoesAnInstallationThatFails() throws Exception {
    good("good");
    host.start();
    Path download =
        PluginJarBuilder.plugin("bad")
            .edit(
                "Bad",
                "bad-edit",
                EditSource.ADDS_AMOUNT + "public Bad() { throw new RuntimeException(\"no\"); }")
            .writeTo(temp.resolve("bad.jar"));

    PluginReport report = host.install(download);

    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.problem().orElseThrow()).contains("'bad'", ": no.");
    assertThat(host.reports()).extracting(PluginReport::id).containsExactly("good");
    try (Stream<Path> files = Files.list(user)) {
      assertThat(files).isEmpty();
    }
    assertThat(download).exists();
  }

  @Test
  void replacesNothingThatCameWithTheStudio() throws Exception {
    Path shippedJar = good("good");
    host.start();
    Path other = download("good");

    assertThat(host.install(other).problem().orElseThrow())
        .contains("'good' came with the studio", shippedJar.toString(), "another Plugin-Id");
    assertThat(works(edit("good-edit"))).isTrue();
    assertThat(user).doesNotExist();
  }

  @Test
  void keepsWhatCameWithTheStudio() throws Exception {
    Path jar = good("good");
    host.start();

    assertThatThrownBy(() -> host.uninstall("good"))
        .isInstanceOf(PluginException.class)
        .hasMessageContainingAll("'good'", "switched off, not uninstalled");
    assertThat(jar).exists();
    assertThat(works(edit("good-edit"))).isTrue();
  }

  @Test
  void knowsWhichPluginsThereAre() {
    host.start();

    assertThatThrownBy(() -> host.enable("x")).isInstanceOf(PluginException.class);
    assertThatThrownBy(() -> host.disable("x")).isInstanceOf(PluginException.class);
    assertThatThrownBy(() -> host.uninstall("x"))
        .isInstanceOf(PluginException.class)
        .hasMessage("There is no plugin 'x'.");
  }

  @Test
  void triesAPluginAgainThatCouldNotStart() throws Exception {
    PluginJarBuilder.plugin("one")
        .manifest("Plugin-Requires", ">=9.0.0")
        .edit("Good", "one-edit", EditSource.ADDS_AMOUNT)
        .writeTo(jar("one"));
    host.start();
    assertThat(report("one").state()).isEqualTo(State.FAILED);
    assertThat(host.enable("one").state()).isEqualTo(State.FAILED);

    good("one");

    assertThat(host.enable("one").state()).isEqualTo(State.STARTED);
    assertThat(works(edit("one-edit"))).isTrue();
  }

  @Test
  void unloadsAPluginThatWillNotStop() throws Exception {
    Path jar =
        PluginJarBuilder.plugin("one")
            .manifest("Plugin-Class", "test.Main")
            .source(
                "test.Main",
                "package test; public class Main extends org.pf4j.Plugin {"
                    + " public void stop() { throw new StackOverflowError(); } }")
            .edit("Good", "one-edit", EditSource.ADDS_AMOUNT)
            .writeTo(jar("one"));
    host.start();

    assertThat(host.disable("one").state()).isEqualTo(State.DISABLED);

    assertThat(host.loaders()).isEmpty();
    assertThat(openFiles()).noneMatch(file -> file.startsWith(jar.toString()));
    assertThat(host.enable("one").state()).isEqualTo(State.STARTED);
  }

  @Test
  void startsPluginsFromZips() throws Exception {
    Path library =
        PluginJarBuilder.plugin("unused")
            .source("lib.Amount", LIBRARY)
            .writeTo(temp.resolve("library.jar"));
    Path zip =
        PluginJarBuilder.plugin("zipped")
            .source("lib.Amount", LIBRARY)
            .edit(
                "Zipped",
                "zipped-edit",
                EditSource.applying(
                    "float[] w = input.style(0); w[0] += lib.Amount.of();"
                        + "return StyleCode.broadcast(w, input.count());"))
            .without("lib.Amount")
            .entry("lib/library.jar", Files.readAllBytes(library))
            .writeZipTo(temp.resolve("zipped.zip"));

    PluginReport report = host.install(zip);

    assertThat(report.problem()).isEmpty();
    StyleCode input = generator.styleOfSeed(1);
    assertThat(applied(edit("zipped-edit"), input).get(5, 0)).isEqualTo(input.get(0, 0) + 2);
    assertThat(report.file()).isEqualTo(user.resolve("zipped-1.0.0.zip"));
    Path unpacked = folderOf(host.loaders().get("zipped"));
    assertThat(unpacked).isDirectory().isNotEqualTo(report.file());

    host.disable("zipped");

    assertThat(unpacked).doesNotExist();
  }

  /** Where a zip was unpacked to. */
  private static Path folderOf(IsolatedClassLoader loader) throws URISyntaxException {
    return Path.of(loader.getURLs()[0].toURI()).getParent();
  }

  @Test
  void refusesALibraryThatReachesOutOfItsZip() throws Exception {
    Path library =
        PluginJarBuilder.plugin("unused")
            .manifest("Class-Path", "../../../elsewhere.jar")
            .writeTo(temp.resolve("library.jar"));
    Path zip =
        PluginJarBuilder.plugin("zipped")
            .edit("Zipped", "zipped-edit", EditSource.ADDS_AMOUNT)
            .entry("lib/library.jar", Files.readAllBytes(library))
            .writeZipTo(temp.resolve("zipped.zip"));

    assertThat(host.install(zip).problem().orElseThrow())
        .contains("'zipped'", "library.jar", "Class-Path");
    assertThat(host.reports()).isEmpty();
  }

  @Test
  void canBeUsedFromManyThreads() throws Exception {
    for (int i = 0; i < 4; i++) {
      good("p" + i);
    }
    host.start();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String id = "p" + i;
      work.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 10; round++) {
                  host.disable(id);
                  host.enable(id);
                  assertThat(report(id).state()).isEqualTo(State.STARTED);
                }
                return null;
              }));
    }
    for (Future<?> each : work) {
      each.get(120, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(host.contributions().edits()).hasSize(4);
    assertThat(host.loaders()).hasSize(4);
  }

  @Test
  void survivesAListenerThatFailsAndOneThatCallsBack() {
    good("one");
    host.addListener(
        report -> {
          throw new IllegalStateException("a bad listener");
        });
    host.addListener(heard::add);
    host.addListener(
        report -> {
          if (report.state() == State.STARTED) {
            try {
              host.disable(report.id());
            } catch (PluginException e) {
              throw new IllegalStateException(e);
            }
          }
        });

    host.start();

    assertThat(heardStates()).containsExactly(State.STARTED, State.DISABLED);
  }

  @Test
  void isOfNoUseOnceClosed() {
    Path jar = good("one");
    host.start();

    host.close();
    host.close();

    assertThat(host.contributions().all()).isEmpty();
    assertThat(host.loaders()).isEmpty();
    assertThat(openFiles()).noneMatch(file -> file.startsWith(jar.toString()));
    assertThatThrownBy(() -> host.start()).isInstanceOf(IllegalStateException.class);
  }

  /** What this process has open, where the system tells; elsewhere, deleting a jar tells. */
  private static List<String> openFiles() {
    List<String> result = new ArrayList<>();
    if (!Files.isDirectory(DESCRIPTORS)) {
      return result;
    }
    try (Stream<Path> links = Files.list(DESCRIPTORS)) {
      for (Path link : links.toList()) {
        try {
          result.add(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
          continue; // closed meanwhile
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }
}
