/** Questions to the user, behind one interface so that screens can be tested without windows popping up. */
@NullMarked
package dev.partita.app.dialog;

import org.jspecify.annotations.NullMarked;
