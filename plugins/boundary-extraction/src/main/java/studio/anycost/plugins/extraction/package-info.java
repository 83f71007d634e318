/**
 * Boundaries from samples (Shen et al., InterFaceGAN): faces are drawn, rendered cheaply and looked
 * at by a predictor; a linear SVM parts those that have most of an attribute from those that have
 * least, and its normal is the direction.
 *
 * <p>A plugin like any other: it sees the plugin API, PF4J's annotations, the JDK and LIBLINEAR,
 * and nothing of the studio. No JavaFX. What survives a run lies in one file, which {@link
 * studio.anycost.plugins.extraction.ScoreFile} alone knows.
 */
package studio.anycost.plugins.extraction;
