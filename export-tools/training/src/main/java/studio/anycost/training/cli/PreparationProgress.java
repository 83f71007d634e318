package studio.anycost.training.cli;

import java.io.PrintWriter;
import studio.anycost.training.data.PicturePreparation;

/** Tells every thousandth file that was looked at. */
final class PreparationProgress implements PicturePreparation.Progress {
  private static final int TELL_EVERY = 1000;

  private final PrintWriter err;
  private int told;

  PreparationProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void looked(int files, int all) {
    if (files / TELL_EVERY > told) {
      told = files / TELL_EVERY;
      err.println(files + " of " + all + " files ...");
      err.flush();
    }
  }
}
