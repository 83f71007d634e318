/**
 * Immutable values that cross the border between studio and plugin: styles, channel configurations,
 * boundaries, images, and the description of a generator.
 *
 * <p>Values only: nothing here reads files, holds native memory or does work in the background.
 */
package studio.anycost.api.model;
