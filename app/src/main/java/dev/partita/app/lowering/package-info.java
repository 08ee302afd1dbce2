/** The lowering log: which passes ran and what each did to the graph. */
@NullMarked
package dev.partita.app.lowering;

import org.jspecify.annotations.NullMarked;
