package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The stages of a generator at full width. Usually read and checked anew for every session, because
 * all of them take as much memory as the sessions; while somebody keeps them, those that were read
 * stay. Safe to use from any thread.
 */
final class ParsedStages {
  /** Reads and checks the stage of an index. */
  @FunctionalInterface
  interface Reader {
    ModelProto read(int index) throws IOException;
  }

  private final Reader reader;
  private final long budget;
  private final Map<Integer, ModelProto> kept = new HashMap<>();
  private long bytes;
  private int keepers;

  /**
   * @param budget bytes that kept stages may take; what is above is read anew
   */
  ParsedStages(Reader reader, long budget) {
    this.reader = reader;
    this.budget = budget;
  }

  ModelProto get(int index) throws IOException {
    synchronized (this) {
      ModelProto stage = kept.get(index);
      if (stage != null) {
        return stage;
      }
    }
    ModelProto stage = reader.read(index);
    int size = stage.getSerializedSize();
    synchronized (this) {
      if (keepers > 0 && bytes + size <= budget && kept.putIfAbsent(index, stage) == null) {
        bytes += size;
      }
    }
    return stage;
  }

  /** Keeps stages until the last of those who keep them has closed what this gives. */
  synchronized KeptStages keep() {
    keepers++;
    return new Keeper();
  }

  private final class Keeper implements KeptStages {
    private boolean open = true;

    @Override
    public void close() {
      synchronized (ParsedStages.this) {
        if (!open) {
          return;
        }
        open = false;
        keepers--;
        if (keepers == 0) {
          kept.clear();
          bytes = 0;
        }
      }
    }
  }
}
