/**
 * The one thing a plugin compiles against.
 *
 * <p>Here live the version of the contract and, in the sub-packages, immutable values ({@code
 * model}), parameter declarations ({@code parameter}), progress and cancellation ({@code task}),
 * networks ({@code compute}) and the extension points ({@code extension}). Nothing here may know
 * ONNX Runtime, Guice, the studio or a plugin; JavaFX may appear in {@code fx} alone.
 */
package studio.anycost.api;
