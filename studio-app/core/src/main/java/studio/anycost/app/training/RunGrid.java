package studio.anycost.app.training;

import java.nio.file.Path;

/**
 * A sheet of pictures that a run has written.
 *
 * @param step of the run
 * @param label which one it is, for people
 * @param file a PNG
 * @param stamp another one whenever the file is
 */
public record RunGrid(long step, String label, Path file, long stamp) {}
