package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.Map;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.objective.Term;
import studio.anycost.models.graph.loss.LossHead;

/** A weighted sum of an output of a network. */
final class OutputTerm implements PictureTerm {
  private final Term.Output term;
  private final HeadSessions sessions;

  OutputTerm(Term.Output term, HeadSessions sessions) {
    this.term = term;
    this.sessions = sessions;
  }

  @Override
  public double evaluate(FloatTensor picture, float[] values, int side, float[] gradient, Run run)
      throws IOException {
    return sessions.run(
        head -> head.sum(term.output(), term.coefficients()),
        Map.of(LossHead.PICTURE, picture),
        side,
        term.weight(),
        gradient,
        run);
  }
}
