package studio.anycost.models.bundle;

/**
 * A noise input of a stage graph, {@code [1, 1, resolution, resolution]}.
 *
 * @param name of the graph's input, and of the fixed map in the bundle's noise file
 * @param resolution side of the map in pixels
 */
public record NoiseInput(String name, int resolution) {}
