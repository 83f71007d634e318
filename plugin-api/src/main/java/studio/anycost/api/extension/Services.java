package studio.anycost.api.extension;

import java.io.IOException;
import java.nio.file.Path;
import studio.anycost.api.compute.Networks;

/** What the studio lends to the work of a plugin. Safe to use from any worker thread. */
public interface Services {
  /** The open generator. */
  Generator generator();

  /** Runs graphs that the plugin brings along. */
  Networks networks();

  /**
   * Where many samples of the open generator are made: on this machine, or on those that the person
   * chose for this work.
   */
  default SampleRunner samples() {
    return new SamplesHere(generator(), networks());
  }

  /** Networks of the studio's own that know pictures and faces. */
  PortraitNetworks portraits();

  /**
   * A folder of this contribution's own for the open generator, where long work keeps what should
   * outlive the process: it is there again at the next run, after a crash too. The person may
   * delete it between two runs. Blocks for a moment.
   *
   * @return an existing folder
   * @throws IOException with a sentence if it cannot be made
   */
  default Path folder() throws IOException {
    throw new IOException("There is no folder to keep work in.");
  }
}
