/**
 * ResNets of torchvision's shape and names, as libtorch trains them: what encoders and attribute
 * predictors are.
 *
 * <p>A network owns its weights; what it returns belongs to the scope of the call. What may live
 * here: layers and how weights begin. What may not: what a network learns, files.
 */
package studio.anycost.training.resnet;
