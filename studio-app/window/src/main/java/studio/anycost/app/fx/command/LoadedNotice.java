package studio.anycost.app.fx.command;

import java.util.Map;
import java.util.stream.Collectors;
import studio.anycost.app.engine.PublishedCandidates.Contents;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.words.Texts;

/** What became of the entries of a file of sub-generators, in words. */
final class LoadedNotice {
  /** More reasons than these do not fit. */
  private static final int TOLD = 3;

  private LoadedNotice() {}

  /**
   * Stays on the screen if something was left out.
   *
   * @param all how many are kept now, earlier ones included
   */
  static Notice of(String file, Contents contents, int all) {
    int came = contents.candidates().size();
    String kept =
        Texts.of("command.loadedNotice.from", file)
            + (all > came ? " " + Texts.of("command.loadedNotice.with", all) : "")
            + again(contents);
    if (contents.refused().isEmpty()) {
      return Notice.success(Texts.of("command.loadedNotice.loaded", came), kept);
    }
    return Notice.failure(
        Texts.of("command.loadedNotice.ofSubGeneratorsLoaded", came, contents.entries()),
        Texts.of("command.loadedNotice.leftOut", kept, reasons(contents.refused())));
  }

  private static String again(Contents contents) {
    return contents.repeated() == 0
        ? ""
        : " " + Texts.of("command.loadedNotice.repeated", contents.repeated());
  }

  private static String reasons(Map<String, String> refused) {
    String told =
        refused.entrySet().stream()
            .limit(TOLD)
            .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
            .collect(Collectors.joining(" "));
    int more = refused.size() - TOLD;
    return more > 0 ? Texts.of("command.loadedNotice.andMore", told, more) : told;
  }
}
