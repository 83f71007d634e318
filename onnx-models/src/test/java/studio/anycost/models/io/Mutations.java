package studio.anycost.models.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Seeded damage to a good file: flipped, inserted, doubled and lost bytes. */
public final class Mutations {
  private static final String TOKENS = "0123456789-,:[]{}()\"'.eE \u0000\u00ff";

  private final byte[] good;
  private final Random random;
  private final int count;

  private Mutations(byte[] good, Random random, int count) {
    this.good = good;
    this.random = random;
    this.count = count;
  }

  public static Mutations of(byte[] good, Random random, int count) {
    return new Mutations(good, random, count);
  }

  /** What is tried on every mutant. */
  public interface Parser {
    void parse(byte[] bytes) throws IOException;
  }

  /** Fails if anything but success or an IOException comes out; wants to have seen both. */
  public void forEachIoOnly(Parser parser) {
    int accepted = 0;
    for (int i = 0; i < count; i++) {
      byte[] mutant = mutant();
      try {
        parser.parse(mutant);
        accepted++;
      } catch (IOException expected) {
        assertThat(expected.getMessage()).endsWith(".").doesNotContain("null");
      } catch (RuntimeException | Error e) {
        fail("mutant " + i + " of " + Arrays.toString(mutant), e);
      }
    }
    assertThat(accepted).isBetween(1, count - 1);
  }

  private byte[] mutant() {
    byte[] bytes = good.clone();
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes && bytes.length > 0; change++) {
      // Headers stand at the start: most of the damage goes there.
      int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 160);
      int at = random.nextInt(reach);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        default -> {
          byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
          System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
