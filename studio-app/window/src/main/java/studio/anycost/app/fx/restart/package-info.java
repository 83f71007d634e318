/** The studio that is started again: how, and what it has to know of the one before. */
package studio.anycost.app.fx.restart;
