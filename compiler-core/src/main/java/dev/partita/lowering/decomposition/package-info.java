/**
 * Re-traces a program through the decomposition table, as {@code ExportedProgram.run_decompositions} does.
 *
 * <p>Start at {@link dev.partita.lowering.decomposition.Retracer}: it walks the exported graph and puts each call to
 * the {@link dev.partita.lowering.decomposition.Tracer}, which either expands it by its
 * {@link dev.partita.lowering.decomposition.Decomposition} or makes a node.
 *
 * <p>To add a decomposition: find the class of its family (or start one), write
 * {@code private static Arg name(Call call, Tracer tracer)}, and name the operator in the family's {@code register}.
 * Read arguments by parameter name ({@code call.spec("self")}, {@code call.dims("dim")}), call operators with
 * {@code tracer.call(OP, ...)}, give back the result: a reference, or a list for several results, or
 * {@code tracer.keep(call)} when the operator must stay whole. Operators that torch implements by other operators
 * (CompositeImplicitAutograd) are registered with {@code composite}, all others with {@code decompose}: composites may
 * use views and in-place operators, which are then functionalized. What the new calls yield comes from
 * {@link dev.partita.shape.ShapeRules}: each operator that can end up in a graph needs a rule there.
 */
@NullMarked
package dev.partita.lowering.decomposition;

import org.jspecify.annotations.NullMarked;
