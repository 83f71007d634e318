package studio.anycost.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "studio.anycost.app",
    importOptions = ImportOption.DoNotIncludeTests.class)
class AppArchitectureTest {
  @ArchTest
  static final ArchRule JAVAFX_STAYS_IN_THE_WINDOW =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.app.fx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
          .because("commands and tests run where no toolkit can be loaded");

  @ArchTest
  static final ArchRule THE_RUNTIME_STAYS_BEHIND_ONNX_MODELS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..")
          .because("native memory has its one owner, in onnx-models");

  @ArchTest
  static final ArchRule THE_DOCUMENT_KNOWS_NO_MACHINE =
      noClasses()
          .that()
          .resideInAPackage("studio.anycost.app.document..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "studio.anycost.models..",
              "studio.anycost.export..",
              "org.pf4j..",
              "com.google.inject..")
          .because("a portrait can be read, changed and saved where nothing can be rendered");

  @ArchTest
  static final ArchRule DOCUMENT_IS_BELOW_THE_REST =
      noClasses()
          .that()
          .resideInAnyPackage("studio.anycost.app.document..", "studio.anycost.app.files..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "studio.anycost.app.plugin..",
              "studio.anycost.app.engine..",
              "studio.anycost.app.preview..",
              "studio.anycost.app.image..",
              "studio.anycost.app.bench..",
              "studio.anycost.app.settings..",
              "studio.anycost.app.cli..",
              "studio.anycost.app.fx..")
          .because("values are what everything else is made of");

  @ArchTest
  static final ArchRule ENGINE_AND_PLUGINS_KNOW_NO_FACE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "studio.anycost.app.engine..",
              "studio.anycost.app.latency..",
              "studio.anycost.app.plugin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "studio.anycost.app.preview..",
              "studio.anycost.app.bench..",
              "studio.anycost.app.cli..",
              "studio.anycost.app.fx..")
          .because("window and command line share one engine, which must favour neither");

  @ArchTest
  static final ArchRule PREVIEW_KNOWS_NO_FACE =
      noClasses()
          .that()
          .resideInAnyPackage("studio.anycost.app.preview..", "studio.anycost.app.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("studio.anycost.app.cli..", "studio.anycost.app.fx..")
          .because("the bench measures the very preview that the window shows");

  @ArchTest
  static final ArchRule WINDOW_AND_COMMANDS_ARE_APART =
      noClasses()
          .that()
          .resideInAPackage("studio.anycost.app.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("studio.anycost.app.fx..")
          .because("only the main class knows both");

  @ArchTest
  static final ArchRule GUICE_WIRES_AND_NOTHING_ELSE =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.app.fx..")
          .and()
          .haveSimpleNameNotEndingWith("Module")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.inject..")
          .because("an injector that is passed around hides what a class needs");

  @ArchTest
  static final ArchRule PF4J_STAYS_WITH_THE_HOST =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.app.plugin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.pf4j..")
          .because("its manager is not thread-safe; the host holds the lock");

  @ArchTest
  static final ArchRule ONLY_COMMANDS_TALK_TO_THE_CONSOLE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("studio.anycost.app.Main")
          .and()
          .doNotHaveFullyQualifiedName("studio.anycost.app.trace.StartupTrace")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace")
          .because(
              "other programs read standard output; everything else belongs to the log, but for the"
                  + " trace of the start, which is over before there is one");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("studio.anycost.app.(*)..")
          .should()
          .beFreeOfCycles()
          .because("packages are read, tested and replaced one by one");
}
