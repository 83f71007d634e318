package studio.anycost.app.photo;

/** The inside of a photo cannot be used; the message follows the file's name and a colon. */
final class DamagedPhotoException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedPhotoException(String message) {
    super(message);
  }

  static DamagedPhotoException cutOff() {
    return new DamagedPhotoException("the file ends before its picture does; copy it again.");
  }

  static DamagedPhotoException damaged() {
    return new DamagedPhotoException("the file is damaged; copy it again, or export a JPEG.");
  }

  static DamagedPhotoException unsupported(String what) {
    return new DamagedPhotoException(what + " cannot be read; export a plain JPEG.");
  }
}
