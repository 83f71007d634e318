package studio.anycost.export;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "studio.anycost.export",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ExportArchitectureTest {
  @ArchTest
  static final ArchRule PICKLES_STAY_IN_THE_READER =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.export.checkpoint..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("net.razorvine..")
          .because("one package decides what a pickle may do");

  @ArchTest
  static final ArchRule READER_KNOWS_NO_MEANING =
      noClasses()
          .that()
          .resideInAPackage("studio.anycost.export.checkpoint..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage("ai.onnx..", "studio.anycost.models..")
                  .and(JavaClass.Predicates.resideOutsideOfPackage("studio.anycost.models.io")))
          .because(
              "a file format is read the same whatever its tensors mean; plain formats are in"
                  + " models.io");

  @ArchTest
  static final ArchRule IMPORT_RUNS_NO_GRAPH =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..", "studio.anycost.models.runtime..")
          .because(
              "sums in ONNX Runtime depend on the processor; an import gives the same bytes on"
                  + " every machine");

  @ArchTest
  static final ArchRule NO_USER_INTERFACE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx..", "picocli..", "com.google.inject..", "studio.anycost.app..")
          .because("the window and the command line import in the same way");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("studio.anycost.export.(*)..")
          .should()
          .beFreeOfCycles()
          .because("checkpoints are read, graphs are written, an import joins them, in that order");
}
