package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.models.graph.gradient.GradientGraph;
import studio.anycost.models.graph.loss.LossHead;
import studio.anycost.models.words.Texts;

/**
 * The graphs of one loss that a network is part of, at every size of picture. Their sessions live
 * in the shared cache, under the name of the network. Safe to use from any thread.
 */
final class HeadSessions {
  private static final String OF_PICTURE = GradientGraph.gradient(LossHead.PICTURE);

  private final SessionNetwork network;
  private final ImageInput input;
  private final String identity;
  private final RuntimeParts parts;
  private final SessionBuilder sessions;

  /**
   * @param identity tells this loss from others with the same network
   */
  HeadSessions(SessionNetwork network, ImageInput input, String identity, RuntimeParts parts) {
    this.network = network;
    this.input = input;
    this.identity = identity;
    this.parts = parts;
    this.sessions = new SessionBuilder(parts.cache(), parts.runtime());
  }

  /** Writes one of the graphs. */
  @FunctionalInterface
  interface Writer {
    ModelProto write(LossHead head) throws IOException;
  }

  /** Runs a graph that is needed once. */
  Map<String, FloatTensor> once(Writer writer, FloatTensor picture, int side, PictureTerm.Run run)
      throws IOException {
    network.runs().requireOpen();
    byte[] model = run.turn().run(() -> writer.write(head(side))).toByteArray();
    return run.turn()
        .run(
            () -> {
              try (NativeSession session =
                      parts
                          .runtime()
                          .open(model, model.length, label("graph"), true, run.turn().cores());
                  InputTensors inputs = parts.inputs().write(Map.of(LossHead.PICTURE, picture));
                  NativeResult result =
                      session.run(inputs.byName(), session.outputs(), run.control())) {
                Map<String, FloatTensor> values = new HashMap<>();
                for (String output : session.outputs()) {
                  values.put(output, FloatTensor.wrap(result.values(output), result.shape(output)));
                }
                return values;
              }
            });
  }

  /**
   * Runs the loss.
   *
   * @param writer of the loss
   * @param given the inputs of the loss
   * @param weight of the loss in the gradient
   * @param gradient takes the gradient times the weight, added; null if nobody wants it
   * @return the loss without the weight
   */
  double run(
      Writer writer,
      Map<String, FloatTensor> given,
      int side,
      double weight,
      float[] gradient,
      PictureTerm.Run run)
      throws IOException {
    network.runs().requireOpen();
    Map<String, FloatTensor> inputs = new HashMap<>(given);
    SessionBuilder.Label label =
        label(
            gradient == null
                ? Texts.of("runtime.headSessions.loss")
                : Texts.of("runtime.headSessions.lossGradient"));
    ComputeGate.Step<GeneratorSource.Graph> graph =
        () -> GeneratorSource.Graph.of(writer.write(head(side)), 0);
    String kind = "loss-";
    if (gradient != null) {
      inputs.put(
          GradientGraph.seed(LossHead.LOSS), FloatTensor.wrap(new float[] {(float) weight}, 1));
      kind = "loss-gradient-";
      graph =
          () ->
              differentiated(
                  writer.write(head(side)), new AskedShapes(parts, label, run.control()));
    }
    SessionKey key =
        new SessionKey(
            network.source().key().bundle(),
            network.source().key().graph() + "/" + kind + identity,
            List.of(side),
            run.turn().cores());
    try (SessionCache.Lease lease = sessions.acquire(key, label, graph, run.turn());
        InputTensors tensors = parts.inputs().write(inputs)) {
      return run.turn().run(() -> run(lease.session(), tensors, gradient, run.control()));
    }
  }

  private static double run(
      NativeSession session, InputTensors inputs, float[] gradient, RunControl control)
      throws IOException {
    Set<String> outputs =
        gradient == null ? Set.of(LossHead.LOSS) : Set.of(LossHead.LOSS, OF_PICTURE);
    try (NativeResult result = session.run(inputs.byName(), outputs, control)) {
      if (gradient != null) {
        float[] part = result.values(OF_PICTURE);
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] += part[i];
        }
      }
      return result.values(LossHead.LOSS)[0];
    }
  }

  private GeneratorSource.Graph differentiated(ModelProto loss, GraphShapes shapes)
      throws IOException {
    return GeneratorSource.Graph.of(
        GradientGraph.of(
            loss,
            shapes.of(loss),
            List.of(LossHead.LOSS),
            List.of(LossHead.PICTURE),
            List.of(LossHead.LOSS)),
        0);
  }

  private LossHead head(int side) throws IOException {
    ModelProto model = ModelProto.parseFrom(network.source().read().model());
    return new LossHead(model, network.inputs().get(0).name(), input, side);
  }

  private SessionBuilder.Label label(String what) {
    return new SessionBuilder.Label(
        Texts.of("runtime.headSessions.of", what, network.source().title()),
        network.source().advice());
  }
}
