/**
 * Model bundles: a folder, a zip file or a place on the class path that holds a generator's graphs,
 * what belongs to them, and a manifest that vouches for every file.
 *
 * <p>Here live the manifest, its checks, reading and writing. Everything is hostile until it is
 * parsed: sizes are bounded, no name leaves the bundle, every file is compared with its SHA-256.
 * What the graphs compute, and ONNX Runtime, have no place here: whoever loads a graph parses and
 * guards it. Anything wrong becomes a {@link studio.anycost.models.bundle.BundleException} with one
 * sentence that names the bundle, the file and the fault.
 */
package studio.anycost.models.bundle;
