package studio.anycost.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "studio.anycost.models",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModelsArchitectureTest {
  @ArchTest
  static final ArchRule ONNX_RUNTIME_ONLY_IN_RUNTIME =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.models.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..")
          .because("native handles have one owner, and the owner lives in one package");

  @ArchTest
  static final ArchRule PROTOBUF_ONLY_WHERE_GRAPHS_ARE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "studio.anycost.models.graph..", "studio.anycost.models.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnx.proto..", "com.google.protobuf..")
          .because("files and seeds stay readable without knowing how ONNX encodes a graph");

  @ArchTest
  static final ArchRule NO_TOOLKIT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "com.google.inject..", "java.awt..", "javax.swing..")
          .because("the same models serve the window, the command line and the tests");

  @ArchTest
  static final ArchRule LATENT_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("studio.anycost.models.latent..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "studio.anycost.models.graph..",
              "studio.anycost.models.bundle..",
              "studio.anycost.models.io..",
              "studio.anycost.models.runtime..")
          .because("what a seed means must not change with anything else");

  @ArchTest
  static final ArchRule NOTHING_BELOW_KNOWS_THE_RUNTIME =
      noClasses()
          .that()
          .resideOutsideOfPackage("studio.anycost.models.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("studio.anycost.models.runtime..")
          .because("bundles and graphs are data that tools read where nothing can run them");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("studio.anycost.models.(*)..")
          .should()
          .beFreeOfCycles()
          .because("files, graphs, bundles and the runtime are read and tested in that order");
}
