/**
 * What the window does with faces, files, models and plugins, free of any node.
 *
 * <p>Dialogs are asked through interfaces; results are told as notices.
 */
package studio.anycost.app.fx.command;
