/**
 * Directions without names: what mapped styles vary in most (Härkönen et al., GANSpace), and what
 * the generator's own weights answer to most (Shen and Zhou, SeFa).
 *
 * <p>A plugin like any other: it sees the plugin API, PF4J's annotations, the JDK and EJML, and
 * nothing of the studio. No JavaFX, no files, no state between calls.
 */
package studio.anycost.plugins.principal;
