/**
 * What was not saved when a studio ended: kept while people work, found at the next start. Knows
 * documents and files; neither the window nor the engine may be known here.
 */
package studio.anycost.app.recovery;
