/**
 * What PyTorch declares about each operator: parameter names, types, defaults, which arguments are mutated or aliased.
 *
 * <p>Start at {@link dev.partita.ir.schema.OpSchemas}; a {@link dev.partita.ir.schema.Call} is one call with every
 * parameter bound, the form in which shape rules and decompositions read their arguments.
 */
@NullMarked
package dev.partita.ir.schema;

import org.jspecify.annotations.NullMarked;
