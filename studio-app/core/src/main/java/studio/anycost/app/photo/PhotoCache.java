package studio.anycost.app.photo;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decodes photos when their pixels are asked for, one at a time, and remembers those of the last
 * few as long as there is memory for them. Safe to use from any thread.
 */
public final class PhotoCache {
  private static final int MOST = 4;

  private final PhotoReader reader;
  private final Map<String, SoftReference<Photo>> decoded =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SoftReference<Photo>> eldest) {
          return size() > MOST;
        }
      };

  public PhotoCache(PhotoReader reader) {
    this.reader = reader;
  }

  /**
   * The photo of a file. Blocks for as long as decoding takes: nothing for the JavaFX thread.
   *
   * @throws PhotoException with one sentence if it cannot be decoded
   */
  public synchronized Photo load(PhotoFile file) throws PhotoException {
    SoftReference<Photo> known = decoded.get(file.sha256());
    Photo photo = known == null ? null : known.get();
    if (photo == null) {
      photo = reader.decode(file);
      add(photo);
    }
    return photo;
  }

  /** Remembers a photo that was decoded by someone else. */
  public synchronized void add(Photo photo) {
    decoded.put(photo.sha256(), new SoftReference<>(photo));
  }
}
