package studio.anycost.models.graph;

/** How the large weights of a bundle are stored; they are computed with as float32 either way. */
public enum WeightStorage {
  /** Exactly as in the checkpoint. */
  FLOAT32,
  /** Half the size; images differ by far less than one 8-bit level. */
  FLOAT16
}
