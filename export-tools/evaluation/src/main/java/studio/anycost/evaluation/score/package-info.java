/**
 * What is said of pictures: the features of a network, verdicts of the model's attribute predictor,
 * how far two pictures are apart.
 *
 * <p>Networks run through the studio's session manager. Nothing here knows where pictures come from
 * or what becomes of the numbers.
 */
package studio.anycost.evaluation.score;
