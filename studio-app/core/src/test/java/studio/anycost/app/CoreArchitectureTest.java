package studio.anycost.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "studio.anycost.app",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTest {
  @ArchTest
  static final ArchRule NO_TOOLKIT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "studio.anycost.api.fx..")
          .because("commands run where there is none");

  @ArchTest
  static final ArchRule THE_DOCUMENT_KNOWS_NO_MACHINE =
      noClasses()
          .that()
          .resideInAPackage("studio.anycost.app.document..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("studio.anycost.models..", "studio.anycost.export..", "org.pf4j..")
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
              "studio.anycost.app.settings..")
          .because("values are what everything else is made of");

  @ArchTest
  static final ArchRule PHOTOS_KNOW_NO_DOCUMENT =
      noClasses()
          .that()
          .resideInAPackage("studio.anycost.app.photo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "studio.anycost.app.document..",
              "studio.anycost.app.engine..",
              "studio.anycost.app.plugin..",
              "studio.anycost.app.preview..",
              "studio.anycost.app.settings..")
          .because("documents hold photos, not the other way round");

  @ArchTest
  static final ArchRule ENGINE_AND_PLUGINS_KNOW_NO_PREVIEW =
      noClasses()
          .that()
          .resideInAnyPackage(
              "studio.anycost.app.engine..",
              "studio.anycost.app.latency..",
              "studio.anycost.app.plugin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("studio.anycost.app.preview..")
          .because("most commands render without one");

  @ArchTest
  static final ArchRule FILMS_KNOW_NO_PORTRAIT =
      noClasses()
          .that()
          .resideInAPackage("studio.anycost.app.movie..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "studio.anycost.app.animation..",
              "studio.anycost.app.document..",
              "studio.anycost.app.engine..",
              "studio.anycost.app.plugin..",
              "studio.anycost.app.preview..")
          .because("a film is pictures, whatever they show");

  @ArchTest
  static final ArchRule THE_VIDEO_LIBRARY_STAYS_WITH_THE_FILMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.app.movie..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jcodec..")
          .because("another encoder may take its place");

  @ArchTest
  static final ArchRule A_JOB_KNOWS_NOTHING_OF_THE_STUDIO =
      classes()
          .that()
          .resideInAPackage("studio.anycost.app.task..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "studio.anycost.app.task..",
              "studio.anycost.app.words..",
              "studio.anycost.api.task..",
              "java..",
              "org.slf4j..")
          .because("what is long today is not known by what makes long work bearable");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("studio.anycost.app.(*)..")
          .should()
          .beFreeOfCycles()
          .because("packages are read, tested and replaced one by one");
}
