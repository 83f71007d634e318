package studio.anycost.models.runtime;

/** What executes the graphs. Anything that cannot be had falls back to {@link #CPU}. */
public enum ExecutionProvider {
  CPU,
  CUDA,
  CORE_ML,
  DIRECT_ML
}
