package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import studio.anycost.api.compute.Network;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Evaluation;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.Loss;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;

/**
 * A loss as one call of a plugin has it. The studio's own, which holds the generator, is let go of
 * when the call ends.
 */
final class LentObjective implements Objective {
  private final CallScope scope;
  private final List<Term> terms;
  private final AtomicReference<Objective> own;

  private LentObjective(CallScope scope, List<Term> terms, Objective own) {
    this.scope = scope;
    this.terms = terms;
    this.own = new AtomicReference<>(own);
  }

  /**
   * Asks the studio for a loss.
   *
   * @param terms with networks as the plugin has them
   */
  static LentObjective of(CallScope scope, List<Term> terms, Noise noise) throws IOException {
    Objective own =
        scope.serve(
            CancellationToken.NONE,
            (services, token) ->
                services
                    .generator()
                    .objective(terms.stream().map(LentObjective::unwrapped).toList(), noise));
    LentObjective lent = new LentObjective(scope, terms, own);
    scope.onCancel(() -> lent.own.set(null));
    return lent;
  }

  private static Term unwrapped(Term term) {
    if (term instanceof Term.Features of) {
      FeatureNetwork features = of.features();
      return new Term.Features(
          of.weight(),
          new FeatureNetwork(unwrapped(features.network()), features.input(), features.layers()),
          of.target());
    }
    if (term instanceof Term.Output of) {
      return new Term.Output(
          of.weight(), unwrapped(of.network()), of.input(), of.output(), of.coefficients());
    }
    return term;
  }

  /** Refuses a network of a call that is over. */
  private static Network unwrapped(Network network) {
    return network instanceof LentNetwork lent
        ? lent.scope().serveQuick((services, token) -> lent.network().apply(services))
        : network;
  }

  @Override
  public List<Term> terms() {
    return terms;
  }

  @Override
  public Evaluation evaluate(
      StyleCode code, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    return scope.serve(
        cancellation, (services, token) -> present(token).evaluate(code, subGenerator, token));
  }

  @Override
  public Evaluation evaluate(
      StyleCode code, SubGenerator subGenerator, int firstStyle, CancellationToken cancellation)
      throws IOException {
    return scope.serve(
        cancellation,
        (services, token) -> present(token).evaluate(code, subGenerator, firstStyle, token));
  }

  @Override
  public Loss loss(StyleCode code, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    return scope.serve(
        cancellation, (services, token) -> present(token).loss(code, subGenerator, token));
  }

  private Objective present(CancellationToken token) {
    Objective present = own.get();
    if (present == null) {
      token.throwIfCancelled();
      throw new IllegalStateException("The call that this loss was lent to is over.");
    }
    return present;
  }
}
