/**
 * Plain file formats for arrays of numbers: NumPy's {@code .npy} and {@code .npz}, and safetensors.
 *
 * <p>Formats only: what a tensor means, bundles and the runtime have no place here. Every byte is
 * taken for hostile until it is parsed; what is wrong becomes an {@link
 * studio.anycost.models.io.InvalidFileException} with a sentence for people.
 */
package studio.anycost.models.io;
