package studio.anycost.api.extension;

import studio.anycost.api.compute.Networks;

/** What the studio lends to the work of a plugin. Safe to use from any worker thread. */
public interface Services {
  /** The open generator. */
  Generator generator();

  /** Runs graphs that the plugin brings along. */
  Networks networks();

  /** Networks of the studio's own that know pictures and faces. */
  PortraitNetworks portraits();
}
