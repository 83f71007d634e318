/**
 * A direction of what a person sees: faces are shown, some are marked as having it or not, and a
 * regularised fit makes a direction of the marks.
 *
 * <p>A plugin like any other, with a panel of its own: it sees the plugin API, PF4J's annotations,
 * the JDK and JavaFX, and nothing of the studio. Only {@link
 * studio.anycost.plugins.tagged.TaggingPanel} knows JavaFX, which the command line does not have.
 */
package studio.anycost.plugins.tagged;
