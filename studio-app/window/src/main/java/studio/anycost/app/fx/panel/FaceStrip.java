package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.Face;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.fx.command.PhotoCommands;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.photo.PhotoFile;

/** Small pictures of the faces of the photo; a click takes one. Hidden where there is no choice. */
public final class FaceStrip extends View<VBox> {
  private static final PseudoClass TAKEN = PseudoClass.getPseudoClass("taken");
  private static final int SIDE = 46;

  /** More than these are counted, not shown. */
  private static final int MOST = 20;

  private final DocumentState documents;
  private final PhotoCommands photos;
  private final ToolBackend backend;
  private final QuietWork quiet;
  private final Label title = new Label();
  private final FlowPane row = new FlowPane(6, 6);
  private final Map<Face, Button> buttons = new HashMap<>();
  private Optional<PhotoFile> file = Optional.empty();
  private List<Face> shown = List.of();

  @Inject
  FaceStrip(DocumentState documents, PhotoCommands photos, ToolBackend backend, QuietWork quiet) {
    super(new VBox(6));
    this.documents = documents;
    this.photos = photos;
    this.backend = backend;
    this.quiet = quiet;
    title.setId("photo-faces-title");
    title.getStyleClass().add("muted");
    row.setId("photo-faces");
    node().getChildren().addAll(title, row);
    node().managedProperty().bind(node().visibleProperty());
  }

  @Override
  protected void onAttach() {
    onChange(documents.documentProperty(), this::show);
  }

  private void show() {
    Optional<PhotoSource> source = documents.get().source();
    List<Face> faces = source.map(PhotoSource::faces).orElse(List.of());
    boolean choice = faces.size() > 1 || faces.size() == 1 && source.orElseThrow().face().isEmpty();
    node().setVisible(choice);
    if (!choice) {
      return;
    }
    if (!faces.equals(shown) || !source.map(PhotoSource::file).equals(file)) {
      rebuild(source.orElseThrow(), faces);
    }
    Optional<Face> taken = source.orElseThrow().face();
    buttons.forEach(
        (face, button) -> {
          boolean is = taken.equals(Optional.of(face));
          button.pseudoClassStateChanged(TAKEN, is);
          String name = Texts.of("panel.faceStrip.face", shown.indexOf(face) + 1);
          button.setAccessibleText(is ? Texts.of("panel.faceStrip.taken", name) : name);
        });
  }

  private void rebuild(PhotoSource source, List<Face> faces) {
    if (!Optional.of(source.file()).equals(file)) {
      buttons.clear();
    }
    file = Optional.of(source.file());
    shown = faces;
    buttons.keySet().retainAll(faces);
    List<Button> all = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, faces.size()); i++) {
      Face face = faces.get(i);
      Button button = buttons.computeIfAbsent(face, each -> button(source, each));
      button.setId("photo-face-" + i);
      all.add(button);
    }
    row.getChildren().setAll(all);
    title.setText(
        faces.size() == 1
            ? Texts.of("panel.faceStrip.oneFaceClickIt")
            : faces.size() > MOST
                ? Texts.of("panel.faceStrip.facesTheLargestOf", faces.size(), MOST)
                : Texts.of("panel.faceStrip.facesClickOneTo", faces.size()));
  }

  private Button button(PhotoSource source, Face face) {
    ImageView picture = new ImageView();
    picture.setFitWidth(SIDE);
    picture.setFitHeight(SIDE);
    Button button = new Button("", picture);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().add("face-button");
    Tips.set(
        button,
        face.confidence() == 1
            ? Texts.of("panel.faceStrip.makeThePortraitOf")
            : Texts.of("panel.faceStrip.confidence", 100 * face.confidence()));
    button.setOnAction(event -> photos.chooseFace(face));
    quiet.run(
        Texts.of("panel.faceStrip.thePictureOfA"),
        () -> ScreenPicture.of(backend.face(source.withAlignment(face.alignment()), 2 * SIDE), 1),
        ready -> picture.setImage(FxImages.of(ready)));
    return button;
  }
}
