/**
 * Long work, free of any toolkit: a title, progress, values on the way, stop and cancel, and one
 * outcome that always arrives.
 *
 * <p>Knows neither what the work does nor who shows it: nothing of the studio lives below this
 * package, and no thread is made here for work or for listeners.
 */
package studio.anycost.app.task;
