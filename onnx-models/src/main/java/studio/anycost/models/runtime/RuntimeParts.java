package studio.anycost.models.runtime;

/** What all generators and networks of a session manager share. */
record RuntimeParts(
    NativeRuntime runtime,
    SessionCache cache,
    ComputeGate gate,
    RenderWorkers workers,
    InputBuffers inputs,
    RenderObserver observer) {}
