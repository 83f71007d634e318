package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import studio.anycost.api.model.Noise;
import studio.anycost.models.latent.SeededNormal;
import studio.anycost.models.words.Texts;

/**
 * The noise maps of one generator as native tensors, made when first needed: the fixed ones and
 * zeros stay, of the seeded ones those of the last seed. Owns them all.
 */
final class NoiseBank implements AutoCloseable {
  private final GeneratorSource source;
  private final Storage storage;
  private final NoiseSet fixed;
  private final NoiseSet none;
  private Map<String, float[]> fixedValues;
  private Noise seededKey;
  private NoiseSet seeded;

  NoiseBank(GeneratorSource source, NativeLedger ledger) {
    this(source, (values, shape) -> NativeTensor.copyOf(ledger, values, shape));
  }

  NoiseBank(GeneratorSource source, Storage storage) {
    this.source = source;
    this.storage = storage;
    this.fixed = new NoiseSet(this::fixedMap);
    this.none = new NoiseSet(map -> stored(map, new float[map.side() * map.side()]));
  }

  /** The maps of one kind of noise, to be closed when the render is done. */
  synchronized Lease lease(Noise noise) {
    if (noise instanceof Noise.Fixed) {
      return new Lease(fixed);
    }
    if (noise instanceof Noise.Seeded drawn) {
      if (!noise.equals(seededKey)) {
        if (seeded != null) {
          seeded.release();
        }
        long seed = drawn.seed();
        seededKey = noise;
        seeded =
            new NoiseSet(
                map -> stored(map, SeededNormal.noise(seed, map.layer(), map.side() * map.side())));
      }
      return new Lease(seeded);
    }
    return new Lease(none);
  }

  // Called with the lock held.
  private NativeTensor fixedMap(GeneratorSource.NoiseMap map) throws IOException {
    if (fixedValues == null) {
      fixedValues = new HashMap<>(source.fixedNoise());
    }
    float[] values = fixedValues.get(map.name());
    if (values == null || values.length != map.side() * map.side()) {
      throw new InferenceException(
          Texts.of(
              "runtime.noiseBank.noFixedNoise",
              source.description().name(),
              map.side(),
              map.name()));
    }
    NativeTensor tensor = stored(map, values);
    // Not before there is a copy: where memory was short once, the next render tries again.
    fixedValues.remove(map.name());
    return tensor;
  }

  private NativeTensor stored(GeneratorSource.NoiseMap map, float[] values) throws IOException {
    return storage.copyOf(values, 1, 1, map.side(), map.side());
  }

  /** Frees the maps; those in use go with their last lease. */
  @Override
  public synchronized void close() {
    fixed.release();
    none.release();
    if (seeded != null) {
      seeded.release();
      seeded = null;
      seededKey = null;
    }
  }

  /** Where maps are kept. */
  @FunctionalInterface
  interface Storage {
    NativeTensor copyOf(float[] values, long... shape) throws IOException;
  }

  @FunctionalInterface
  private interface Maker {
    NativeTensor make(GeneratorSource.NoiseMap map) throws IOException;
  }

  /**
   * Maps by input name; starts with one reference, the bank's. Guarded by the bank's lock, the only
   * one here: a set with a lock of its own would take the two in both orders.
   */
  private final class NoiseSet {
    private final Maker maker;
    private final Map<String, NativeTensor> tensors = new HashMap<>();
    private int references = 1;

    NoiseSet(Maker maker) {
      this.maker = maker;
    }

    NativeTensor tensor(GeneratorSource.NoiseMap map) throws IOException {
      synchronized (NoiseBank.this) {
        NativeTensor tensor = tensors.get(map.name());
        if (tensor == null) {
          tensor = maker.make(map);
          tensors.put(map.name(), tensor);
        }
        return tensor;
      }
    }

    void retain() {
      synchronized (NoiseBank.this) {
        references++;
      }
    }

    void release() {
      synchronized (NoiseBank.this) {
        references--;
        if (references == 0) {
          tensors.values().forEach(NativeTensor::close);
          tensors.clear();
        }
      }
    }
  }

  /** The use of one kind of noise by one render. */
  static final class Lease implements AutoCloseable {
    private final NoiseSet set;

    private Lease(NoiseSet set) {
      this.set = set;
      set.retain();
    }

    /** The map for an input; belongs to the bank. */
    NativeTensor tensor(GeneratorSource.NoiseMap map) throws IOException {
      return set.tensor(map);
    }

    /** Called once. */
    @Override
    public void close() {
      set.release();
    }
  }
}
