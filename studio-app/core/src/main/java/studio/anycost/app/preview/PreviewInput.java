package studio.anycost.app.preview;

import studio.anycost.app.document.PortraitDocument;

/** One call of {@link PreviewController#show}. */
record PreviewInput(PortraitDocument document, long version, boolean moving, long nanos) {}
