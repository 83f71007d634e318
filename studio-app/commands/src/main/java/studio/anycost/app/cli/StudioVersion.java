package studio.anycost.app.cli;

import picocli.CommandLine.IVersionProvider;
import studio.anycost.app.settings.ProductVersion;

/** What {@code --version} prints. */
public final class StudioVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Anycost Studio " + ProductVersion.number() + " (Java " + Runtime.version() + ")"
    };
  }
}
