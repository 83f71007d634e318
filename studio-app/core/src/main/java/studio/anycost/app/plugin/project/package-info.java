/**
 * Writes projects for people who begin a plugin. Knows what a plugin looks like from outside, its
 * files and its manifest, and nothing of the host that loads it. The templates lie beside it as
 * resources.
 */
package studio.anycost.app.plugin.project;
