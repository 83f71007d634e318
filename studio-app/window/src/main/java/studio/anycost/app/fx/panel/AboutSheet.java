package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.log.LogSetup;
import studio.anycost.app.settings.ProductVersion;
import studio.anycost.app.settings.ThirdPartyNotices;

/** Which studio this is, where it writes its log, and whose work it stands on. */
public final class AboutSheet {
  private final Sheet node;

  @Inject
  public AboutSheet(ViewState views) {
    Label version =
        new Label(
            Texts.of(
                "panel.aboutSheet.anycostStudioJava", ProductVersion.number(), Runtime.version()));
    version.setId("about-version");
    version.getStyleClass().add("strong");
    TextField log = new TextField(LogSetup.folder().toString());
    log.setId("about-log");
    log.setEditable(false);
    log.setAccessibleText(Texts.of("panel.aboutSheet.folderOfTheLog"));
    TextArea notices = new TextArea(ThirdPartyNotices.paragraphs());
    notices.setId("about-licences");
    notices.setEditable(false);
    notices.setWrapText(true);
    notices.setAccessibleText(Texts.of("panel.aboutSheet.librariesAndTheirLicences"));
    VBox.setVgrow(notices, Priority.ALWAYS);
    VBox content =
        new VBox(
            version,
            titled(Texts.of("panel.aboutSheet.folderOfTheLog"), log),
            titled(Texts.of("panel.aboutSheet.madeByOthersAnd"), notices));
    VBox.setVgrow(content.getChildren().get(2), Priority.ALWAYS);
    node =
        Sheet.filled(
            "about", Texts.of("panel.aboutSheet.aboutAnycostStudio"), content, views::closeDrawer);
  }

  private static VBox titled(String title, Node control) {
    Label label = new Label(title);
    label.getStyleClass().add("section-title");
    return new VBox(6, label, control);
  }

  /** The sheet. */
  public Sheet node() {
    return node;
  }
}
