package studio.anycost.app.series;

import java.nio.file.Path;

/**
 * One of the photos that a person named.
 *
 * @param file where it is; nothing is known of it yet
 * @param name what the files that are made of it begin with: its own name without the ending, and a
 *     number where several photos have the same
 */
public record NamedPhoto(Path file, String name) {}
