package studio.anycost.app.cli;

import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.document.Project;

/** Which model a project was made with, where it is another than the one that is open. */
final class OtherModel {
  private static final int SHORT = 8;

  private OtherModel() {}

  /** Whether the face of a project is drawn by another generator. */
  static boolean made(Project project, GeneratorDescription open) {
    return !project.document().bundleIdentity().equals(open.identity());
  }

  /** Its name for a sentence; models of one name are told apart by their identities. */
  static String of(Project project, GeneratorDescription open) {
    String name = project.bundleName();
    return name.equals(open.name())
        ? "another version of the model '%s', %s instead of %s"
            .formatted(
                name,
                project.document().bundleIdentity().substring(0, SHORT),
                open.identity().substring(0, SHORT))
        : "the model '%s'".formatted(name);
  }
}
