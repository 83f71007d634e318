package studio.anycost.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in all modules; that commands and window know only the core, the compiler sees. */
@AnalyzeClasses(
    packages = "studio.anycost.app",
    importOptions = ImportOption.DoNotIncludeTests.class)
class AppArchitectureTest {
  @ArchTest
  static final ArchRule THE_RUNTIME_STAYS_BEHIND_ONNX_MODELS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..")
          .because("native memory has its one owner, in onnx-models");

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
          .doNotHaveFullyQualifiedName("studio.anycost.app.log.StartupTrace")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace")
          .because(
              "other programs read standard output; everything else belongs to the log, but for the"
                  + " trace of the start, which is over before there is one");
}
