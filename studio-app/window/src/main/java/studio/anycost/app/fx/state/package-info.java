/**
 * The state behind the window: document, pictures, edits, and the narrow view of the engine that
 * they need.
 *
 * <p>Observable, without any node. Views read it and call it; it knows no view.
 */
package studio.anycost.app.fx.state;
