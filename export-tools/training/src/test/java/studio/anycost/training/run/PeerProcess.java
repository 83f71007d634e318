package studio.anycost.training.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import studio.anycost.training.parallel.GlooPeers;
import studio.anycost.training.parallel.Peers;

/** One of several processes of a run: {@code FOLDER RANK PORT HALT_AT key=value...}. */
final class PeerProcess {
  private PeerProcess() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (int i = 4; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      values.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    long haltAt = Long.parseLong(arguments[3]);
    InetSocketAddress master = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[2]));
    try (Peers peers = GlooPeers.join(2, Integer.parseInt(arguments[1]), master)) {
      new TrainingRun(Path.of(arguments[0]), RunFile.plan(values), peers)
          .run(
              () -> false,
              losses -> {
                if (losses.step() == haltAt) {
                  Runtime.getRuntime().halt(7); // as killed
                }
              });
    } catch (IOException | RuntimeException e) {
      System.out.println("FAILED " + e.getMessage());
      System.out.flush();
      Runtime.getRuntime().halt(1);
    }
    System.out.println("DONE");
  }
}
