/**
 * What the window does with files, models and plugins, free of any node.
 *
 * <p>Dialogs are asked through interfaces; results are told as notices.
 */
package studio.anycost.app.fx.command;
