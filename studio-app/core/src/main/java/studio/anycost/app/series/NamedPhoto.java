package studio.anycost.app.series;

import java.nio.file.Path;

/**
 * One of the photos that a person named.
 *
 * @param file where it is; nothing is known of it yet
 * @param stem its own name without the ending
 * @param name the stem, and a number where several of these photos have the same: for people, since
 *     it depends on what else was named
 */
public record NamedPhoto(Path file, String stem, String name) {}
