package studio.anycost.app.engine;

import java.util.Objects;
import studio.anycost.app.settings.StudioFolders;

/**
 * What tools found for models on this machine, from run to run.
 *
 * @param directions become sliders
 * @param candidates previews can choose from
 */
public record Findings(BoundaryLibrary directions, CandidateLibrary candidates) {
  public Findings {
    Objects.requireNonNull(directions);
    Objects.requireNonNull(candidates);
  }

  /** In the folders of the person. */
  public static Findings in(StudioFolders folders) {
    return new Findings(
        new BoundaryLibrary(folders.directions()), new CandidateLibrary(folders.candidates()));
  }
}
