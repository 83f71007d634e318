package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.MacCount;
import studio.anycost.app.files.SafeFiles;

/**
 * Sub-generators as the published searches write them: {@code {"15.0G": {"channels": [...], "res":
 * 256, "dist": 0.15, "macs": 1.5e10}}}.
 */
final class CandidateFile {
  private CandidateFile() {}

  static void write(Path file, List<Candidate> candidates, int styleDimension) throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Candidate candidate : candidates) {
      MacCount macs = MacCount.of(candidate.subGenerator(), styleDimension);
      ObjectNode node = root.putObject(name(root, macs));
      ArrayNode channels = node.putArray("channels");
      candidate.subGenerator().channels().widths().forEach(channels::add);
      node.put("res", candidate.subGenerator().resolution());
      node.put("dist", candidate.distance());
      node.put("macs", macs.literature());
    }
    SafeFiles.write(
        file,
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(root));
  }

  private static String name(ObjectNode taken, MacCount macs) {
    String name = String.format(Locale.ROOT, "%.3fG", macs.literatureGiga());
    String free = name;
    for (int number = 2; taken.has(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }
}
