package studio.anycost.training.parallel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Libtorch;

/**
 * Processes that find each other through a store in the first of them and talk by libtorch's Gloo
 * group, over TCP. Owns store and group.
 */
public final class GlooPeers implements Peers {
  /** How long the others are waited for: an evaluation of the first one lies between two calls. */
  private static final long PATIENCE_MILLIS = 30 * 60 * 1000L;

  private final int count;
  private final int rank;
  private final TCPStore store;
  private final ProcessGroupGloo group;

  private GlooPeers(int count, int rank, TCPStore store, ProcessGroupGloo group) {
    this.count = count;
    this.rank = rank;
    this.store = store;
    this.group = group;
  }

  /**
   * Joins the others; returns when all are there.
   *
   * @param count how many processes there are, at least 2
   * @param rank which one this is, from 0 to count - 1; each is there once
   * @param master where the first one listens, as the others reach it
   * @throws IOException with a sentence if that place cannot be listened at or reached, or not all
   *     came within half an hour
   */
  public static GlooPeers join(int count, int rank, InetSocketAddress master) throws IOException {
    Libtorch.load();
    if (master.isUnresolved()) {
      throw new IOException(
          "There is no machine called " + master.getHostString() + ": name the first one's.");
    }
    String host = master.getAddress().getHostAddress();
    TCPStore store = null;
    try (TCPStoreOptions options = new TCPStoreOptions();
        Milliseconds patience = new Milliseconds(PATIENCE_MILLIS)) {
      options
          .port((short) master.getPort())
          .isServer(rank == 0)
          .waitWorkers(false)
          .timeout(patience);
      store = new TCPStore(host, options);
      ProcessGroupGloo.Options group = ProcessGroupGloo.Options.create(patience);
      group.devices(
          new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(ownAddress(master))));
      return new GlooPeers(count, rank, store, new ProcessGroupGloo(store, rank, count, group));
    } catch (RuntimeException e) {
      if (store != null) {
        store.close();
      }
      throw new IOException(
          rank == 0
              ? "The other processes did not come to "
                  + master.getHostString()
                  + ":"
                  + master.getPort()
                  + ", or something else listens there: start all of them, or take another port."
              : "There is no first process at "
                  + master.getHostString()
                  + ":"
                  + master.getPort()
                  + ", or not all others came: start all of them with the same --master.",
          e);
    }
  }

  /** The address by which this machine is seen from there. Nothing is sent. */
  private static String ownAddress(InetSocketAddress master) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(master);
      return socket.getLocalAddress().getHostAddress();
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public List<Tensor> sum(List<Tensor> tensors) {
    // One message for all of them.
    Tensor flat =
        torch.cat(
            new TensorVector(
                tensors.stream()
                    .map(tensor -> tensor.detach().contiguous().reshape(-1))
                    .toArray(Tensor[]::new)));
    try {
      Work work = group.allreduce(new TensorVector(flat));
      work._wait();
    } catch (RuntimeException e) {
      throw new UncheckedIOException(
          new IOException(
              "Another process of the run has ended or cannot be reached any more: start all of"
                  + " them again, and the run goes on from its last checkpoint.",
              e));
    }
    List<Tensor> sums = new ArrayList<>();
    long from = 0;
    for (Tensor tensor : tensors) {
      long length = tensor.numel();
      sums.add(flat.narrow(0, from, length).view_as(tensor));
      from += length;
    }
    return sums;
  }

  @Override
  public void close() {
    group.close();
    store.close();
  }
}
