package studio.anycost.evaluation.command;

/** What can be measured; spelt as on the command line. */
enum Measure {
  FID,
  KID,
  PPL,
  CONSISTENCY,
  ATTRIBUTES,
  ENCODER,
  /** Everything that the options and the model allow. */
  ALL
}
