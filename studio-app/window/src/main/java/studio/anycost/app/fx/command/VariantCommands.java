package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.Variants;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ViewState;

/** Keeps variants of the edit, and goes back to them. JavaFX thread only. */
public final class VariantCommands {
  private static final String NOT_KEPT = "The variant was not kept";

  private final DocumentState documents;
  private final CompareCommands comparison;
  private final ViewState views;
  private final Notices notices;

  @Inject
  VariantCommands(
      DocumentState documents, CompareCommands comparison, ViewState views, Notices notices) {
    this.documents = documents;
    this.comparison = comparison;
    this.views = views;
    this.notices = notices;
  }

  private Variants variants() {
    return documents.variantsProperty().get();
  }

  /** Keeps the portrait as it is now under the next free letter. */
  public void keep() {
    try {
      documents.keep(variants().kept(documents.get()));
      views.pastProperty().set(ViewState.Past.VARIANTS);
      notices.settle(NOT_KEPT);
    } catch (IllegalArgumentException e) {
      notices.show(Notice.failure(NOT_KEPT, e));
    }
  }

  /** The same, and the comparison has it from the next time on. */
  public void keepToCompare() {
    keep();
    comparison.choosePresent();
  }

  /** Makes a variant the portrait; what was there is an undo away. */
  public void switchTo(NamedVariant variant) {
    documents.change("Variant " + variant.name(), document -> variant.document());
  }

  /** Gives another name; one that is empty leaves the old one. */
  public void rename(NamedVariant variant, String name) {
    String line = NamedVariant.line(name);
    if (!line.isEmpty() && !line.equals(variant.name())) {
      documents.keep(variants().with(variant, variant.withName(line)));
    }
  }

  /** Moves it to the front, or back among the others. */
  public void pin(NamedVariant variant, boolean pinned) {
    documents.keep(variants().with(variant, variant.withPinned(pinned)));
  }

  /** Puts the portrait as it is now in the place of what was kept. */
  public void replace(NamedVariant variant) {
    documents.keep(variants().with(variant, variant.withDocument(documents.get())));
  }

  /** Deletes one, and offers to take that back. */
  public void delete(NamedVariant variant) {
    int index = variants().all().indexOf(variant);
    int of = documents.starts();
    documents.keep(variants().without(variant));
    // It stays until it is closed: nothing else has it.
    notices.show(
        Notice.question("Variant deleted", "\u201c" + variant.name() + "\u201d is gone.")
            .offering("Undo", () -> putBack(of, index, variant)));
  }

  private void putBack(int of, int index, NamedVariant variant) {
    if (of != documents.starts()) {
      notices.show(
          Notice.info(
              "The variant stays deleted",
              "\u201c" + variant.name() + "\u201d belonged to the project that was open before."));
      return;
    }
    try {
      documents.keep(variants().with(index, variant));
    } catch (IllegalArgumentException e) {
      notices.show(Notice.failure(NOT_KEPT, e));
    }
  }

  /** Shows the portrait and all variants side by side. */
  public void compare() {
    comparison.chooseVariants();
    views.compareAny();
  }
}
