package studio.anycost.models.runtime;

/** How many cores one run of a session keeps busy. */
enum Cores {
  /** All that the runtime may use: the soonest end of one run. */
  ALL,

  /** One, on the calling thread: the most runs in a while, if as many go side by side. */
  ONE
}
