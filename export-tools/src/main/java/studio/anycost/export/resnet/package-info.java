/**
 * Writing ResNets (He et al., 2016), as torchvision saves them, as ONNX: the encoder from photo to
 * styles and the attribute predictor.
 *
 * <p>What a ResNet looks like is read off names and shapes. Tensors come in and protos go out;
 * files, bundles and running a graph have no place here.
 */
package studio.anycost.export.resnet;
