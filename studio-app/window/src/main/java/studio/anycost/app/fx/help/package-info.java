/**
 * Texts to read in the window: the guide and what it leads to, and the card of the open model.
 *
 * <p>What may live here: how Markdown becomes nodes, and the pages. What may not: anything that
 * asks a network; a model's card is somebody else's text, and leads nowhere but to pages of the
 * studio.
 */
package studio.anycost.app.fx.help;
