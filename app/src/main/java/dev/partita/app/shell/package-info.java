/**
 * The window: menus, tool bar, tool windows, status bar, command palette.
 *
 * <p>Start at {@link dev.partita.app.shell.Shell}; {@link dev.partita.app.shell.Commands} is the one table of
 * everything a user can ask for, from which menus, keys, palette and key sheet are made.
 */
@NullMarked
package dev.partita.app.shell;

import org.jspecify.annotations.NullMarked;
