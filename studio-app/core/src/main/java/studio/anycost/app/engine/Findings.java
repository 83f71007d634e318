package studio.anycost.app.engine;

import java.nio.file.Path;
import java.util.Objects;
import studio.anycost.app.settings.StudioFolders;

/**
 * What tools found for models on this machine, from run to run.
 *
 * @param directions become sliders
 * @param candidates previews can choose from
 * @param work where tools keep unfinished work; made by the first that does
 */
public record Findings(BoundaryLibrary directions, CandidateLibrary candidates, Path work) {
  public Findings {
    Objects.requireNonNull(directions);
    Objects.requireNonNull(candidates);
    Objects.requireNonNull(work);
  }

  /** In the folders of the person. */
  public static Findings in(StudioFolders folders) {
    return new Findings(
        new BoundaryLibrary(folders.directions()),
        new CandidateLibrary(folders.candidates()),
        folders.work());
  }
}
