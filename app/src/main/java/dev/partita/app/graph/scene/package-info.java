/**
 * A model as it lies on the canvas: which groups are open, where everything is, and what is under a point.
 *
 * <p>{@link dev.partita.app.graph.scene.SceneBuilder} lays out a model for a
 * {@link dev.partita.app.graph.scene.ViewState}; the {@link dev.partita.app.graph.scene.Scene} never changes after that.
 */
@NullMarked
package dev.partita.app.graph.scene;

import org.jspecify.annotations.NullMarked;
