package studio.anycost.app.photo;

import studio.anycost.app.words.Texts;

/** The inside of a photo cannot be used; the message follows the file's name and a colon. */
final class DamagedPhotoException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedPhotoException(String message) {
    super(message);
  }

  static DamagedPhotoException cutOff() {
    return new DamagedPhotoException(Texts.of("photo.damagedPhotoException.theFileEndsBefore"));
  }

  static DamagedPhotoException damaged() {
    return new DamagedPhotoException(Texts.of("photo.damagedPhotoException.theFileIsDamaged"));
  }

  static DamagedPhotoException unsupported(String what) {
    return new DamagedPhotoException(
        Texts.of("photo.damagedPhotoException.cannotBeReadExport", what));
  }
}
