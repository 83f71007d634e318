package studio.anycost.app.fx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.restart.Predecessor;

@AnalyzeClasses(
    packages = "studio.anycost.app",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FxArchitectureTest {
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("studio.anycost.app.fx.(*)..")
          .should()
          .beFreeOfCycles()
          .because("widgets, state, commands, views and window are read in that order");

  @ArchTest
  static final ArchRule STATE_KNOWS_NO_NODE =
      noClasses()
          .that()
          .resideInAPackage("..fx.state..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "javafx.stage..")
          .because("the state behind the window is the same whatever shows it");

  @ArchTest
  static final ArchRule WIDGETS_KNOW_NO_STUDIO =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..fx.view..",
              "..fx.portrait..",
              "..fx.parameter..",
              "..fx.notice..",
              "..fx.task..",
              "..fx.action..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "studio.anycost.app.document..",
              "studio.anycost.app.engine..",
              "studio.anycost.app.plugin..",
              "studio.anycost.app.preview..",
              "studio.anycost.models..")
          .because("a widget is handed what it shows and tells what was done to it");

  @ArchTest
  static final ArchRule ENGINE_THROUGH_ONE_DOOR =
      noClasses()
          .that()
          .resideInAPackage("..fx..")
          .and()
          .haveNameNotMatching(
              ".*\\.(EngineBackend|EngineTools|EngineModule|StudioApplication)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(StudioEngine|EngineFactory|PluginHost|SessionManager)")
          .because("views are tested without a runtime");

  @ArchTest
  static final ArchRule INJECTOR_ONLY_AT_THE_ROOT =
      noClasses()
          .that()
          .resideInAPackage("..fx..")
          .and()
          .haveNameNotMatching(".*(Module|StudioApplication).*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.inject..")
          .because("nobody looks up what can be handed in");

  @ArchTest
  static final ArchRule PROGRAMS_INHERIT_NO_PREDECESSOR =
      classes()
          .that()
          .resideInAPackage("..fx..")
          .and()
          .resideOutsideOfPackage("..fx.restart..")
          .should(
              new ArchCondition<JavaClass>("start programs without Predecessor's variables") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  boolean starts =
                      type.getConstructorCallsFromSelf().stream()
                          .anyMatch(
                              call -> call.getTargetOwner().isEquivalentTo(ProcessBuilder.class));
                  boolean forgets =
                      type.getMethodCallsFromSelf().stream()
                          .anyMatch(
                              call ->
                                  call.getTargetOwner().isEquivalentTo(Predecessor.class)
                                      && call.getName().equals("forget"));
                  if (starts && !forgets) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " does not call Predecessor.forget"));
                  }
                }
              })
          .because("a studio that is started from a file manager comes after nobody");

  @ArchTest
  static final ArchRule ICONS_BY_THEIR_MEANING =
      noClasses()
          .that()
          .resideInAPackage("..fx..")
          .and()
          .resideOutsideOfPackages("..fx.view..")
          .should(
              new ArchCondition<JavaClass>("name an icon by its shape") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getFieldAccessesFromSelf().stream()
                      .filter(access -> access.getTargetOwner().isEquivalentTo(Feather.class))
                      .forEach(
                          access ->
                              events.add(
                                  SimpleConditionEvent.satisfied(type, access.getDescription())));
                }
              })
          .because("one icon has one meaning, which Signs says");
}
