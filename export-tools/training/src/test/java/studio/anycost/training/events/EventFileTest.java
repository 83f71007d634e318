package studio.anycost.training.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads back by the public format: TFRecord's framing, and protobuf's own reader. */
class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_500_000_000_250L), ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path path = folder.resolve("events");
    EventFile file = new EventFile(path, CLOCK);
    file.resumeAfter(0);
    file.append(
        List.of(
            Event.number(300, "Loss/D", 1.25),
            Event.picture(70_000_000_000L, "images", 640, 480, new byte[] {1, 2, 3})));
    assertThat(records(path))
        .containsExactly(
            "time 1.50000000025E9 version brain.Event:2",
            "time 1.50000000025E9 step 300 [Loss/D = 1.25]",
            "time 1.50000000025E9 step 70000000000 [images = 480x640x3 of 3]");
  }

  @Test
  void whatIsBehindAStepOrBrokenGoes() throws IOException {
    Path path = folder.resolve("events");
    EventFile file = new EventFile(path, CLOCK);
    file.resumeAfter(0);
    file.append(
        List.of(Event.number(1, "a", 1), Event.number(129, "a", 2), Event.number(130, "a", 3)));
    byte[] whole = Files.readAllBytes(path);
    file.resumeAfter(129);
    assertThat(records(path)).hasSize(3).last().asString().contains("step 129");
    // Half a record at the end, as a killed process leaves it.
    Files.write(path, whole);
    Files.write(path, java.util.Arrays.copyOf(whole, 20), StandardOpenOption.APPEND);
    file.resumeAfter(1000);
    assertThat(records(path)).hasSize(4);
    file.append(List.of(Event.number(131, "a", 4)));
    assertThat(records(path)).hasSize(5);
  }

  private static List<String> records(Path path) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    List<String> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.duplicate().get(length);
      byte[] data = new byte[(int) bytes.getLong()];
      assertThat(bytes.getInt()).isEqualTo(masked(length));
      bytes.get(data);
      assertThat(bytes.getInt()).isEqualTo(masked(data));
      records.add(event(CodedInputStream.newInstance(data)));
    }
    return records;
  }

  /** Bit by bit, with Castagnoli's polynomial. */
  private static int masked(byte[] data) {
    int crc = ~0;
    for (byte value : data) {
      crc ^= value & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82f63b78;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static String event(CodedInputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> text.append("time ").append(in.readDouble());
        case 2 -> text.append(" step ").append(in.readInt64());
        case 3 -> text.append(" version ").append(in.readString());
        case 5 -> text.append(" ").append(summary(in.readBytes().newCodedInput()));
        default -> throw new IOException("field " + (tag >>> 3));
      }
    }
    return text.toString();
  }

  private static String summary(CodedInputStream in) throws IOException {
    assertThat(in.readTag() >>> 3).isEqualTo(1);
    CodedInputStream value = in.readBytes().newCodedInput();
    StringBuilder text = new StringBuilder("[");
    for (int tag = value.readTag(); tag != 0; tag = value.readTag()) {
      switch (tag >>> 3) {
        case 1 -> text.append(value.readString());
        case 2 -> text.append(" = ").append(value.readFloat());
        case 4 -> text.append(" = ").append(image(value.readBytes().newCodedInput()));
        default -> throw new IOException("field " + (tag >>> 3));
      }
    }
    return text.append("]").toString();
  }

  private static String image(CodedInputStream in) throws IOException {
    long[] sizes = new long[4];
    int bytes = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 == 4) {
        bytes = in.readBytes().size();
      } else {
        sizes[tag >>> 3] = in.readInt32();
      }
    }
    return sizes[1] + "x" + sizes[2] + "x" + sizes[3] + " of " + bytes;
  }
}
