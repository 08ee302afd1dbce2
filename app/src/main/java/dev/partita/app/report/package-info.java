/** Everything that went wrong or deserves attention, with a way to the node it is about. */
@NullMarked
package dev.partita.app.report;

import org.jspecify.annotations.NullMarked;
