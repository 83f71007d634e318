package studio.anycost.app.fx.state;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PortraitDocument;

/**
 * Portraits that were rendered in full, as many as some memory holds: another size or another
 * quality of a picture is no other face. Safe to use from any thread.
 */
final class FullPictures {
  /** 96 MB. */
  private static final long MOST_PIXELS = 24_000_000;

  private final StudioBackend backend;
  private final Map<PortraitDocument, RgbImage> pictures = new LinkedHashMap<>(16, 0.75f, true);
  private long pixels;
  private int version;

  FullPictures(StudioBackend backend) {
    this.backend = backend;
  }

  RgbImage get(PortraitDocument document, TaskContext<?> task) throws IOException {
    // Its photo does not show in the portrait.
    PortraitDocument shown = document.withoutSource();
    int begun;
    synchronized (this) {
      Optional<RgbImage> known = Optional.ofNullable(pictures.get(shown));
      if (known.isPresent()) {
        return known.get();
      }
      begun = version;
    }
    RgbImage picture = backend.renderFull(document, task);
    keep(shown, picture, begun);
    return picture;
  }

  private synchronized void keep(PortraitDocument shown, RgbImage picture, int begun) {
    if (begun != version || pictures.put(shown, picture) != null) {
      return;
    }
    pixels += size(picture);
    var oldest = pictures.entrySet().iterator();
    while (pixels > MOST_PIXELS && pictures.size() > 1 && oldest.hasNext()) {
      pixels -= size(oldest.next().getValue());
      oldest.remove();
    }
  }

  private static long size(RgbImage picture) {
    return (long) picture.width() * picture.height();
  }

  /** The same documents look another way now, for instance because a plugin was switched off. */
  synchronized void forget() {
    pictures.clear();
    pixels = 0;
    version++;
  }
}
