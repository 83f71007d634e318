package studio.anycost.models.consistency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import studio.anycost.models.bundle.BundleWriter;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphShuffler;
import studio.anycost.models.graph.OnnxGuard;

/** The portrait model as it would be without the training for sub-generators. */
final class ShuffledBundle {
  private ShuffledBundle() {}

  static void write(ModelBundle bundle, Path target) throws IOException {
    Set<String> stages = bundle.stages().stream().map(StageEntry::file).collect(Collectors.toSet());
    GraphShuffler shuffler = new GraphShuffler(1);
    try (BundleWriter writer = BundleWriter.to(target)) {
      for (String file : bundle.manifest().files().keySet()) {
        byte[] content = bundle.read(file);
        writer.add(
            file,
            stages.contains(file)
                ? shuffler.shuffled(OnnxGuard.parse(content, file)).toByteArray()
                : content);
      }
      writer.finish(bundle.manifest());
    }
  }
}
