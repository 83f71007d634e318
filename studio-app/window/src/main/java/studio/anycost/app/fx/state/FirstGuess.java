package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableMap;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;

/**
 * Whether the portrait of a photo is still as a projector guessed it, and what would bring it
 * closer. JavaFX thread only.
 */
public final class FirstGuess {
  private final DocumentState documents;
  private final ToolsState tools;

  /** Held here: a view of a map that nobody holds tells nobody of changes. */
  private final ObservableMap<String, BackgroundTask> working;

  private final ReadOnlyObjectWrapper<Optional<Offered<Tool>>> refiner =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<StyleCode> accepted = Optional.empty();

  @Inject
  FirstGuess(DocumentState documents, ToolsState tools) {
    this.documents = documents;
    this.tools = tools;
    this.working = tools.running();
    documents.addShowListener((document, moving) -> update());
    working.addListener((Observable observable) -> update());
    tools.toolsProperty().addListener(observable -> update());
    update();
  }

  /** What brings the guess closer; empty where there is no guess, or something works on it. */
  public ReadOnlyObjectProperty<Optional<Offered<Tool>>> refinerProperty() {
    return refiner.getReadOnlyProperty();
  }

  /** This guess is good enough. */
  public void accept() {
    accepted = guess(documents.get());
    update();
  }

  private void update() {
    Optional<StyleCode> guess = guess(documents.get());
    boolean asked = guess.isPresent() && !guess.equals(accepted) && working.isEmpty();
    refiner.set(asked ? refiner() : Optional.empty());
  }

  private Optional<Offered<Tool>> refiner() {
    return tools.toolsProperty().get().stream()
        .filter(tool -> tool.contribution().kind() == ToolKind.LATENT_OPTIMIZER)
        .filter(tool -> tool.obstacle().isEmpty())
        .findFirst();
  }

  private Optional<StyleCode> guess(PortraitDocument document) {
    if (document.source().isEmpty() || !(document.base() instanceof BaseStyle.Given given)) {
      return Optional.empty();
    }
    ToolKind last = ToolKind.ALIGNER;
    for (ToolStep run : document.runs()) {
      last = kind(run).filter(FirstGuess::makesFaces).orElse(last);
    }
    return last == ToolKind.PROJECTOR ? Optional.of(given.code()) : Optional.empty();
  }

  private Optional<ToolKind> kind(ToolStep run) {
    return tools.toolsProperty().get().stream()
        .filter(tool -> tool.id().equals(run.toolId()))
        .map(tool -> tool.contribution().kind())
        .findFirst();
  }

  private static boolean makesFaces(ToolKind kind) {
    return kind == ToolKind.PROJECTOR || kind == ToolKind.LATENT_OPTIMIZER;
  }
}
