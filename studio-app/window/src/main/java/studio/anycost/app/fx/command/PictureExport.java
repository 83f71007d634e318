package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.view.ByteCount;
import studio.anycost.app.fx.words.Texts;

/** Writes pictures of the portrait and of its variants. JavaFX thread only. */
public final class PictureExport {
  private static final String FAILED = Texts.of("command.pictureExport.thePictureWasNot");

  private final ExportState exports;
  private final FilesUnderWay files;
  private final Notices notices;
  private final ShowInFolder folders;

  @Inject
  PictureExport(ExportState exports, FilesUnderWay files, Notices notices, ShowInFolder folders) {
    this.exports = exports;
    this.files = files;
    this.notices = notices;
    this.folders = folders;
  }

  /**
   * Writes what was chosen, of the face of this moment, whatever is edited meanwhile.
   *
   * @param file .png or .jpg as was chosen; the person has agreed to its being replaced if it is
   *     there
   */
  void write(Path file) {
    ExportState.Work work = exports.work(exports.order());
    files.write(
        file,
        Texts.of("command.pictureExport.export", file.getFileName()),
        context -> {
          byte[] bytes = work.bytes(context);
          context
              .progress()
              .report(-1, Texts.of("command.pictureExport.writing", file.getFileName()));
          SafeFiles.write(file, bytes);
          return bytes.length;
        },
        length -> {
          notices.settle(FAILED);
          notices.show(
              folders.offered(
                  Notice.success(
                      Texts.of("command.pictureExport.exported"),
                      file.getFileName() + ", " + ByteCount.inWords(length)),
                  file));
        },
        failure -> notices.show(Notice.failure(FAILED, failure)));
  }
}
