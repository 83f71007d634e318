package studio.anycost.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "studio.anycost.evaluation",
    importOptions = ImportOption.DoNotIncludeTests.class)
class EvaluationArchitectureTest {
  @ArchTest
  static final ArchRule STATISTICS_ARE_MATHEMATICS =
      classes()
          .that()
          .resideInAPackage("studio.anycost.evaluation.statistics..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("studio.anycost.evaluation.statistics..", "java..", "org.ejml..")
          .because("an accumulator must run wherever samples are, and be checked against NumPy");

  @ArchTest
  static final ArchRule THE_LIBRARY_OF_MATRICES_STAYS_WITH_THE_STATISTICS =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.evaluation.statistics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.ejml..")
          .because("another one may take its place");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.evaluation.command..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "com.fasterxml..", "studio.anycost.app.cli..")
          .because("measures are also taken where nobody types");

  @ArchTest
  static final ArchRule NO_TOOLKIT_AND_NO_RUNTIME_OF_ITS_OWN =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "com.google.inject..", "org.pf4j..", "ai.onnxruntime..")
          .because("native memory has its one owner, in onnx-models");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_OPENS_SESSIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.evaluation.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("studio.anycost.models.runtime..")
          .because("samplers and scorers take a generator and networks from whoever has them");

  @ArchTest
  static final ArchRule NOBODY_TALKS_TO_THE_CONSOLE =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("results go to the writer of the command's context");

  @ArchTest
  static final ArchRule PACKAGES_BUILD_ON_EACH_OTHER =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("studio.anycost.evaluation..")
          .layer("statistics")
          .definedBy("studio.anycost.evaluation.statistics..")
          .layer("picture")
          .definedBy("studio.anycost.evaluation.picture..")
          .layer("score")
          .definedBy("studio.anycost.evaluation.score..")
          .layer("measure")
          .definedBy("studio.anycost.evaluation.measure..")
          .layer("command")
          .definedBy("studio.anycost.evaluation.command..")
          .whereLayer("command")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("measure")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("score")
          .mayOnlyBeAccessedByLayers("measure", "command")
          .whereLayer("picture")
          .mayOnlyBeAccessedByLayers("measure", "command")
          .because("the same sampler, scorers and accumulators serve a job on many machines");
}
