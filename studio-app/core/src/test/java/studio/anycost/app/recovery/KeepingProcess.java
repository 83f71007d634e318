package studio.anycost.app.recovery;

import java.nio.file.Path;
import java.util.Optional;

/** A process that keeps one change after the other, and says so, until it is killed. */
final class KeepingProcess {
  private KeepingProcess() {}

  public static void main(String[] arguments) throws Exception {
    RecoveryFolder folder = new RecoveryFolder(Path.of(arguments[0]));
    for (int change = 0; ; change++) {
      folder.keep(RecoveryFolderTest.project(change), Optional.of(Path.of("/a/face.anycost")));
      System.out.println(change);
      System.out.flush();
    }
  }
}
