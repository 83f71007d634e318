package studio.anycost.export.checkpoint;

/**
 * A tensor as a pickle describes it. Identity matters: one that two keys share is one object.
 *
 * @param storage the claim about its storage
 * @param type element type; differs from the storage's where that is untyped
 * @param layout checked against the claim
 */
record PickledTensor(StorageClaim storage, ElementType type, TensorLayout layout) {}
