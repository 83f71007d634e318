/**
 * Moving pictures as files, from pictures that come one after the other.
 *
 * <p>Knows no portrait, no toolkit and no generator. The library for video stays in here.
 */
package studio.anycost.app.movie;
