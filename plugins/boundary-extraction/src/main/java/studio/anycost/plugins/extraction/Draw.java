package studio.anycost.plugins.extraction;

import java.io.Serializable;

/**
 * Which faces are drawn.
 *
 * @param seed of all of them
 * @param psi truncation
 * @param space in which the ends are parted; w+ mixes two styles
 */
record Draw(long seed, double psi, Space space) implements Serializable {
  private static final long serialVersionUID = 1L;
}
