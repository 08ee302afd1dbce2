/**
 * The passes over the graph, one class each, all stateless. {@link dev.partita.lowering.Lowering} has their order;
 * each says what it looks for, what it makes of it, and when it leaves a node alone.
 */
@NullMarked
package dev.partita.lowering.pass;

import org.jspecify.annotations.NullMarked;
