package studio.anycost.app.fx.command;

import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.parameter.GestureCounter;

/**
 * Taking another face of a photo, which is two changes of the document in one entry of its history:
 * the other face is chosen, and a moment later its portrait is there. Between the two the document
 * has the one face and the portrait of another: nobody is to get back to that.
 *
 * @param label for the history
 * @param gesture whose changes are one entry
 * @param before what undo goes back to
 */
record FaceStep(String label, long gesture, PortraitDocument before) {
  /** A step from a document on. */
  static FaceStep from(String label, PortraitDocument before) {
    return new FaceStep(label, GestureCounter.next(), before);
  }
}
