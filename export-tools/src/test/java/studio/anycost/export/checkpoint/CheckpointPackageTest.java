package studio.anycost.export.checkpoint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may live in the package and who may see the pickle library. */
class CheckpointPackageTest {
  private static final JavaClasses EXPORT_TOOLS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("studio.anycost.export");

  @Test
  void onlyTheRestrictedUnpicklerSeesThePickleLibrary() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(RestrictedUnpickler.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.razorvine..")
        .because("the library constructs what a pickle asks for unless its operations are guarded")
        .check(EXPORT_TOOLS);
  }

  @Test
  void readingAFileKnowsNothingOfModels() {
    classes()
        .that()
        .resideInAPackage("studio.anycost.export.checkpoint")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "net.razorvine.pickle",
            "studio.anycost.models.io",
            "studio.anycost.export.checkpoint")
        .because("what a tensor means is the importer's business")
        .check(EXPORT_TOOLS);
  }
}
