package studio.anycost.api.model;

/**
 * A part of an anycost generator that renders by itself.
 *
 * @param channels widths; exactly as many entries as {@code resolution} needs
 * @param resolution output side in pixels, a power of two
 */
public record SubGenerator(ChannelConfiguration channels, int resolution) {
  public SubGenerator {
    channels = channels.upTo(resolution);
  }
}
