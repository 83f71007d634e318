package studio.anycost.models.runtime;

/** What all generators of a session manager share. */
record RuntimeParts(
    NativeRuntime runtime,
    SessionCache cache,
    ComputeGate gate,
    RenderWorkers workers,
    RenderObserver observer) {}
