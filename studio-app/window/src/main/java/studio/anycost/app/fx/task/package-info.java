/**
 * Jobs as the window sees them: started from here, listed, stopped and cancelled by a person, and
 * heard of on the JavaFX thread.
 *
 * <p>What a job is and how it ends lives in the core, without a toolkit; no work lives here.
 */
package studio.anycost.app.fx.task;
