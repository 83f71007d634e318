package studio.anycost.app.preview;

import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.image.ScreenPicture;

/**
 * What is on the screen, and whether a picture that was rendered may still replace it. Confined to
 * the preview's thread.
 */
final class Screen {
  private final int side;
  private final SubGenerator full;
  private final FrameOutlet outlet;
  private final UneditedFace unedited;
  private final Trust trust;

  /** The newest version of which there is a picture, or that has none. */
  private long version;

  private Optional<SubGenerator> shown = Optional.empty();

  /** What was shown last; it may be out of date. */
  private Optional<PreviewFrame> last = Optional.empty();

  /**
   * @param side see {@link ScreenPicture#of}
   * @param unedited hears of every picture that it may want to keep
   * @param trust hears of every picture, to compare them
   */
  Screen(int side, SubGenerator full, FrameOutlet outlet, UneditedFace unedited, Trust trust) {
    this.side = side;
    this.full = full;
    this.outlet = outlet;
    this.unedited = unedited;
    this.trust = trust;
  }

  /** What made the picture of a version that is on the screen; empty if it shows another one. */
  Optional<SubGenerator> shown(long ofVersion) {
    return version == ofVersion ? shown : Optional.empty();
  }

  /** A version has no picture: no older one may come after it and hide that. */
  void refuse(long newVersion) {
    version = newVersion;
    shown = Optional.empty();
  }

  /**
   * Shows a picture unless there is something newer.
   *
   * @param upToDate whether it was made in the mode that is still wanted
   */
  void show(
      PreviewInput input,
      SubGenerator subGenerator,
      boolean moving,
      boolean upToDate,
      Renderer.Rendered rendered) {
    if (input.version() < version || (input.version() == version && !upToDate)) {
      return;
    }
    version = input.version();
    shown = Optional.of(subGenerator);
    RgbImage image = rendered.image().toRgb();
    PreviewFrame frame =
        new PreviewFrame(
            image,
            ScreenPicture.of(image, side),
            subGenerator,
            rendered.milliseconds(),
            rendered.reused(),
            subGenerator.equals(full),
            trust.expected(subGenerator),
            version);
    last = Optional.of(frame);
    outlet.frame(frame, moving, input.nanos());
    unedited.saw(input.document(), subGenerator, frame.screen());
    trust.saw(input, subGenerator, rendered.image());
  }

  /** The same picture is that of another version, too: what it shows has not changed. */
  void adopt(long newVersion) {
    if (shown.isPresent() && last.isPresent()) {
      version = newVersion;
      last = last.map(frame -> frame.ofVersion(newVersion));
      outlet.frame(last.get(), false, 0);
    }
  }

  /** Tells anew what is expected of the picture on the screen, if that is something else now. */
  void expectAnew() {
    last.filter(frame -> shown(frame.documentVersion()).isPresent())
        .map(frame -> frame.expecting(trust.expected(frame.subGenerator())))
        .filter(frame -> !last.equals(Optional.of(frame)))
        .ifPresent(
            frame -> {
              last = Optional.of(frame);
              outlet.frame(frame, false, 0);
            });
  }

  /** Shows a picture of the face without its edits. */
  void showBefore(PreviewInput input, SubGenerator subGenerator, Renderer.Rendered rendered) {
    unedited.saw(
        input.document().unedited(),
        subGenerator,
        ScreenPicture.of(rendered.image().toRgb(), side));
  }
}
