package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.words.Texts;

/** Does with what is on the clipboard what it is for. JavaFX thread only. */
public final class PasteCommands {
  private static final String NOTHING = Texts.of("command.pasteCommands.nothingToPaste");

  /** A picture of more pixels is no photo that is opened at once. */
  private static final long MOST_PIXELS = 64_000_000;

  /** The seed of a face, alone or as captions of pictures tell it. */
  private static final Pattern SEED =
      Pattern.compile("(?:seed\\s*[:=]?\\s*)?(-?\\d{1,18})", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_TOLD = 40;

  /** More than paths have that people keep files at; a text may begin like one. */
  private static final int LONGEST_PATH_TOLD = 200;

  private final DropCommands drops;
  private final PhotoCommands photos;
  private final FaceCommands faces;
  private final Notices notices;

  @Inject
  PasteCommands(DropCommands drops, PhotoCommands photos, FaceCommands faces, Notices notices) {
    this.drops = drops;
    this.photos = photos;
    this.faces = faces;
    this.notices = notices;
  }

  /**
   * Opens a file as if it had been dropped, whether it is there itself, by its path or by its
   * address; a picture as a photo; and makes the face of a seed. Of files and pictures there is a
   * text, too: what is most exact counts. Nothing is fetched from a network.
   */
  public void paste() {
    Clipboard clipboard = Clipboard.getSystemClipboard();
    if (clipboard.hasFiles()) {
      List<Path> files = clipboard.getFiles().stream().map(File::toPath).toList();
      drops.drop(files);
    } else if (clipboard.hasImage() && clipboard.getImage() != null) {
      paste(clipboard.getImage());
    } else if (clipboard.hasString()) {
      paste(clipboard.getString().strip());
    } else if (clipboard.hasUrl()) {
      paste(clipboard.getUrl().strip());
    } else {
      tell(Texts.of("command.pasteCommands.theClipboardIsEmpty"));
    }
  }

  private void paste(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      tell(Texts.of("command.pasteCommands.thePictureOnThe"));
      return;
    }
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    photos.openPasted(width, height, pixels);
  }

  private void paste(String text) {
    Optional<List<Path>> named = PastedFiles.of(text);
    if (named.isPresent()) {
      pasteNamed(named.get());
      return;
    }
    if (PastedFiles.isNetwork(text)) {
      tell(Texts.of("command.pasteCommands.isAnAddressOf", shortened(text, LONGEST_TOLD)));
      return;
    }
    java.util.regex.Matcher seed = SEED.matcher(text);
    if (!seed.matches()) {
      tell(
          text.isEmpty()
              ? Texts.of("command.pasteCommands.theTextOnThe")
              : Texts.of("command.pasteCommands.isNoSeedCopy", shortened(text, LONGEST_TOLD)));
      return;
    }
    try {
      faces.fromSeed(Long.parseLong(seed.group(1)));
    } catch (IllegalArgumentException e) {
      tell(Texts.of("command.pasteCommands.aSeedOfNumpy"));
    }
  }

  private void pasteNamed(List<Path> files) {
    Optional<Path> missing = files.stream().filter(file -> !Files.exists(file)).findFirst();
    if (missing.isPresent()) {
      String path = shortened(missing.get().toString(), LONGEST_PATH_TOLD);
      tell(Texts.of("command.pasteCommands.thereIsNoFile", path));
    } else {
      drops.drop(files);
    }
  }

  private static String shortened(String text, int longest) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > longest ? line.substring(0, longest) + "\u2026" : line;
  }

  private void tell(String sentence) {
    notices.show(Notice.info(NOTHING, sentence));
  }
}
