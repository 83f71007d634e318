package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preview.PreviewMode;

/**
 * Says on the picture that it stays a preview, because one was chosen, and leads back: nobody shall
 * wonder why a portrait is blurred.
 */
final class PreviewBadge extends View<HBox> {
  private final PreviewState preview;
  private final ModelState model;
  private final PhotoState photos;
  private final Label text = new Label();

  @Inject
  PreviewBadge(
      PreviewState preview, ModelState model, PhotoState photos, PreferenceState preferences) {
    super(new HBox(8));
    this.preview = preview;
    this.model = model;
    this.photos = photos;
    text.setId("preview-badge-text");
    Button back = new Button(Texts.of("shell.previewBadge.fullQuality"));
    back.setId("preview-badge-back");
    back.getStyleClass().addAll("small", "accent");
    Tips.set(back, Texts.of("shell.previewBadge.backToAutomaticPreviews"));
    back.setOnAction(event -> preview.modeProperty().set(preferences.autoPreview()));
    node().setId("preview-badge");
    node().getStyleClass().addAll("floating-bar", "preview-badge");
    node().setAlignment(Pos.CENTER_LEFT);
    node().setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    node().getChildren().addAll(text, back);
    node().managedProperty().bind(node().visibleProperty());
    node().setVisible(false);
  }

  @Override
  protected void onAttach() {
    onChange(preview.modeProperty(), this::show);
    onChange(model.descriptionProperty(), this::show);
    onChange(photos.shownProperty(), this::show);
  }

  private void show() {
    SubGenerator full = model.get().channels().full();
    boolean fixed =
        preview.modeProperty().get() instanceof PreviewMode.Fixed chosen
            && !chosen.subGenerator().equals(full);
    // The photo is of full quality, whatever the preview of the portrait is.
    node().setVisible(fixed && !photos.shownProperty().get());
    if (preview.modeProperty().get() instanceof PreviewMode.Fixed chosen) {
      text.setText(
          Texts.of("shell.previewBadge.fixedPreviewPx", chosen.subGenerator().resolution()));
    }
  }
}
