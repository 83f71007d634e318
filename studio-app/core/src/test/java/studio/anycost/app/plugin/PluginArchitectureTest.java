package studio.anycost.app.plugin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "studio.anycost.app.plugin",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PluginArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_PLUGINS_ALONE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.pf4j..",
              "org.slf4j..",
              "studio.anycost.api..",
              "studio.anycost.app.files..",
              "studio.anycost.app.plugin..",
              "studio.anycost.app.words..")
          .because("the host must work on the command line, in tests, and before a model is open");
}
