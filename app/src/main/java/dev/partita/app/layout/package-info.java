/**
 * Layered drawing of directed graphs in about linear time; knows neither JavaFX nor the compiler.
 *
 * <p>Start at {@link dev.partita.app.layout.LayeredDrawing}: its steps are numbered and each has a class. The input is a
 * {@link dev.partita.app.layout.BoxGraph}, the result a {@link dev.partita.app.layout.Drawing} with one
 * {@link dev.partita.app.layout.Route} per edge. {@link dev.partita.app.layout.NestedLayout} draws boxes inside boxes,
 * one level at a time; {@link dev.partita.app.layout.ColumnLength} says which levels are wrapped into columns, and
 * {@link dev.partita.app.layout.WrapColumns} does it. {@link dev.partita.app.layout.LayeredLayout} offers layered drawings to JGraphT.
 *
 * <p>The same input always gives the same drawing. A layout stops with a
 * {@link java.util.concurrent.CancellationException} soon after its thread is interrupted.
 */
@NullMarked
package dev.partita.app.layout;

import org.jspecify.annotations.NullMarked;
