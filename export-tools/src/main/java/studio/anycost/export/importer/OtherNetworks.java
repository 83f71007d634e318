package studio.anycost.export.importer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointUnread;
import studio.anycost.export.checkpoint.TensorTable;

/** Tells what a checkpoint holds that does not hold the network that was looked for. */
final class OtherNetworks {
  private static final Map<String, Pattern> LAYOUTS = new LinkedHashMap<>();

  static {
    layout(
        "the layout of StyleGAN3, whose generator is another network",
        "synthesis\\.(L\\d+_\\d+_\\d+\\.|input\\.freqs)");
    layout(
        "the layout of StyleGAN (the first), whose generator is another network",
        "(g_synthesis\\.blocks\\.|g_mapping\\.dense|generator\\.progression\\.)");
    layout("the layout of BasicSR and GFPGAN", "(style_mlp\\.\\d+\\.|constant_input\\.weight)");
    layout("the layout of MMGeneration", "(style_mapping\\.\\d+\\.|constant_input\\.const)");
    layout("the layout of GenForce", "(mapping\\.dense\\d+\\.|synthesis\\.layer\\d+\\.)");
    layout("the layout of a diffusion model", "(model\\.diffusion_model\\.|down_blocks\\.\\d+\\.)");
    layout(
        "a discriminator and no generator", "(final_conv\\.\\d+\\.weight|b4\\.mbstd|b4\\.out\\.)");
    layout(
        "a ResNet, as encoders and attribute predictors are, and no generator",
        "layer1\\.0\\.conv1\\.weight");
  }

  private OtherNetworks() {}

  private static void layout(String words, String names) {
    LAYOUTS.put(words, Pattern.compile("(^|.*\\.)" + names + ".*"));
  }

  /**
   * Why there is no generator.
   *
   * @param within the path below which it was looked for
   */
  static CheckpointException noGenerator(TensorTable all, String within) {
    CheckpointException unread = unread(all, within);
    if (unread != null) {
      return unread;
    }
    String where = within.isEmpty() ? "the file" : TensorSets.quoted(within);
    for (Map.Entry<String, Pattern> layout : LAYOUTS.entrySet()) {
      boolean found =
          all.names().stream()
              .anyMatch(
                  name ->
                      TensorSets.isWithin(name, within)
                          && layout.getValue().matcher(name).matches());
      if (found) {
        return all.fault(
            where
                + " has "
                + layout.getKey()
                + ". A StyleGAN2 or anycost generator with the names of the public PyTorch"
                + " implementation, or with NVIDIA's, is needed.");
      }
    }
    return all.fault(
        ("%s holds no StyleGAN2 or anycost generator: there is no tensor 'input.input' or"
                + " 'synthesis.b4.const' under any key; it has %s.%s")
            .formatted(where, keys(all), leftUnread(all, within)));
  }

  /** A dictionary of somebody's own class may have been what was meant. */
  private static String leftUnread(TensorTable all, String within) {
    return all.unread().entrySet().stream()
        .filter(value -> TensorSets.isWithin(value.getKey(), within))
        .limit(2)
        .map(
            value ->
                " " + TensorSets.quoted(value.getKey()) + " is " + value.getValue().explanation())
        .collect(Collectors.joining());
  }

  /** The module that somebody saved whole in the place of its weights; null if there is none. */
  static CheckpointException unread(TensorTable all, String within) {
    return all.unread().entrySet().stream()
        .filter(value -> TensorSets.isWithin(value.getKey(), within))
        .filter(
            value ->
                value.getKey().equals(within)
                    || value.getValue().kind() != CheckpointUnread.Kind.VALUE
                        && value.getValue().kind() != CheckpointUnread.Kind.TWICE)
        .min(Comparator.comparing(value -> !TensorSets.isAveraged(value.getKey())))
        .map(
            value ->
                all.fault(
                    TensorSets.quoted(value.getKey()) + " is " + value.getValue().explanation()))
        .orElse(null);
  }

  /** The keys of the root, for a message. */
  static String keys(TensorTable all) {
    Set<String> keys = new LinkedHashSet<>();
    all.names().forEach(name -> keys.add(name.split("\\.")[0]));
    all.unread().keySet().forEach(name -> keys.add(name.split("\\.")[0]));
    return keys.isEmpty() ? "no tensors" : TensorSets.quoted(keys);
  }
}
