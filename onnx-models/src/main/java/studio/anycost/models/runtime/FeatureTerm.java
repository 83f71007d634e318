package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.Term;
import studio.anycost.models.graph.loss.LossHead;

/** Distance to a picture in the outputs of a network, whose outputs for it are kept. */
final class FeatureTerm implements PictureTerm {
  private final double weight;
  private final FeatureNetwork features;
  private final TargetPicture target;
  private final HeadSessions sessions;

  /** By side, what the network says of the target, as inputs of the loss. */
  private final Map<Integer, Map<String, FloatTensor>> wanted = new ConcurrentHashMap<>();

  FeatureTerm(Term.Features term, HeadSessions sessions) {
    this.weight = term.weight();
    this.features = term.features();
    this.target = new TargetPicture(term.target());
    this.sessions = sessions;
  }

  @Override
  public double evaluate(FloatTensor picture, float[] values, int side, float[] gradient, Run run)
      throws IOException {
    Map<String, FloatTensor> targets = wanted.get(side);
    if (targets == null) {
      targets = targets(side, run);
      wanted.put(side, targets);
    }
    List<FeatureLayer> layers = features.layers();
    List<long[]> shapes = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      shapes.add(targets.get(LossHead.target(i)).shape());
    }
    Map<String, FloatTensor> inputs = new HashMap<>(targets);
    inputs.put(LossHead.PICTURE, picture);
    return sessions.run(head -> head.distance(layers, shapes), inputs, side, weight, gradient, run);
  }

  private Map<String, FloatTensor> targets(int side, Run run) throws IOException {
    List<FeatureLayer> layers = features.layers();
    FloatTensor picture = FloatTensor.wrap(target.at(side), 1, 3, side, side);
    Map<String, FloatTensor> of = sessions.once(head -> head.features(layers), picture, side, run);
    Map<String, FloatTensor> targets = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      FloatTensor feature = of.get(LossHead.feature(i));
      FeatureLayer layer = layers.get(i);
      long channels = feature.shape()[1];
      if (layer.weights().size() != 1 && layer.weights().size() != channels) {
        throw new IllegalArgumentException(
            TermCheck.weights(features.network().name(), layer, channels));
      }
      targets.put(LossHead.target(i), feature);
    }
    return targets;
  }
}
