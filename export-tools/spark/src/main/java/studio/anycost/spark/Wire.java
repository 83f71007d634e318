package studio.anycost.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/**
 * Objects as bytes between driver and executors. Classes come from a loader that is named: those of
 * a plugin are not where Spark would look. Only for what the studio's own processes wrote.
 */
final class Wire {
  private Wire() {}

  static byte[] bytes(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(object);
    }
    return bytes.toByteArray();
  }

  static Object object(byte[] bytes, ClassLoader classes) throws IOException {
    try (ObjectInputStream stream = new LoadedBy(new ByteArrayInputStream(bytes), classes)) {
      return stream.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "An executor of Spark has other classes than the studio: " + e.getMessage() + ".", e);
    }
  }

  private static final class LoadedBy extends ObjectInputStream {
    private final ClassLoader classes;

    LoadedBy(InputStream stream, ClassLoader classes) throws IOException {
      super(stream);
      this.classes = classes;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(described.getName(), false, classes);
      } catch (ClassNotFoundException e) {
        // Such as int.
        return super.resolveClass(described);
      }
    }
  }
}
