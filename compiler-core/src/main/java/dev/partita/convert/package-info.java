/**
 * What can become TensorRT layers, and how.
 *
 * <p>{@link dev.partita.convert.Support} is the one predicate that says whether a node can be converted; partitioning and
 * conversion both ask it. It consults a {@link dev.partita.convert.CapabilityTable}: Partita's own converters, or, when
 * matching Torch-TensorRT, the table in {@code dev.partita.convert.torchtrt}. A "no" is a
 * {@link dev.partita.convert.Reason} in words for people.
 */
@NullMarked
package dev.partita.convert;

import org.jspecify.annotations.NullMarked;
