/**
 * Files with arrays of numbers, whatever program wrote them: NumPy's, PyTorch's and safetensors.
 *
 * <p>{@link studio.anycost.export.arrays.ArrayFile} tells the formats apart by their content and
 * gives named float arrays. What an array means (a boundary, a latent, a weight) has no place here,
 * nor have formats themselves, which live in {@code models.io} and {@code checkpoint}.
 */
package studio.anycost.export.arrays;
