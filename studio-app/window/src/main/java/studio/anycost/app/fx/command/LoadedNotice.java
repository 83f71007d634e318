package studio.anycost.app.fx.command;

import java.util.Map;
import java.util.stream.Collectors;
import studio.anycost.app.engine.PublishedCandidates.Contents;
import studio.anycost.app.fx.notice.Notice;

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
        "From "
            + file
            + ", kept for previews."
            + (all > came ? " With those from before " + all + " are kept now." : "")
            + again(contents);
    if (contents.refused().isEmpty()) {
      return Notice.success(
          came == 1 ? "1 sub-generator loaded" : came + " sub-generators loaded", kept);
    }
    return Notice.failure(
        came + " of " + contents.entries() + " sub-generators loaded",
        kept + " Left out: " + reasons(contents.refused()));
  }

  private static String again(Contents contents) {
    return contents.repeated() == 0
        ? ""
        : contents.repeated() == 1
            ? " One more has the same channels as another."
            : " " + contents.repeated() + " more have the same channels as others.";
  }

  private static String reasons(Map<String, String> refused) {
    String told =
        refused.entrySet().stream()
            .limit(TOLD)
            .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
            .collect(Collectors.joining(" "));
    int more = refused.size() - TOLD;
    return more > 0 ? told + " And " + more + " more." : told;
  }
}
