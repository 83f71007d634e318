package studio.anycost.models.runtime;

/**
 * What became of a view's requests.
 *
 * @param completed ended with a picture
 * @param dropped never started
 * @param cancelled stopped while running
 * @param failed ended with an error
 */
public record ViewStatistics(long completed, long dropped, long cancelled, long failed) {}
