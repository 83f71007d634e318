package studio.anycost.export.importer;

import java.util.List;

/**
 * What an import has to tell about a bundle that it wrote.
 *
 * @param notices what was decided, drawn or left out, a full sentence each; often empty
 */
public record ImportReport(List<String> notices) {
  /** Takes a copy. */
  public ImportReport {
    notices = List.copyOf(notices);
  }
}
