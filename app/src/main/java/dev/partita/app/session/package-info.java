/**
 * The only state that screens share: the open document, its settings with undo, the selection, findings, preferences.
 *
 * <p>Start at {@link dev.partita.app.session.Session}. No scene classes here. What the session needs from the compiler
 * are the small ports of this package; the application wires them to the real thing.
 */
@NullMarked
package dev.partita.app.session;

import org.jspecify.annotations.NullMarked;
