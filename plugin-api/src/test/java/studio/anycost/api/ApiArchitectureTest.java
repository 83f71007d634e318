package studio.anycost.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "studio.anycost.api",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ApiArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_IMPLEMENTATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..", "com.google.inject..", "com.fasterxml..")
          .because("a plugin must load with nothing but this module and PF4J on its class path");

  @ArchTest
  static final ArchRule JAVAFX_ONLY_IN_FX =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.api.fx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..")
          .because("plugins run on the command line, where no toolkit is loaded");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("studio.anycost.api.(*)..")
          .should()
          .beFreeOfCycles()
          .because("values, parameters, tasks and extension points are read in that order");
}
