/**
 * What can become TensorRT layers, and how; without a GPU.
 *
 * <p>{@link dev.partita.convert.Support} is the one predicate that says whether a node can be converted; partitioning and
 * conversion both ask it. It consults a {@link dev.partita.convert.CapabilityTable}: Partita's own converters, or, when
 * matching Torch-TensorRT, the table in {@code dev.partita.convert.torchtrt}. A "no" is a
 * {@link dev.partita.convert.Reason} in words for people.
 *
 * <p>{@link dev.partita.convert.SegmentConverter} walks a segment and asks {@link dev.partita.convert.ConverterTable} for
 * each op's {@link dev.partita.convert.Converter}. A converter reads its arguments from an {@link
 * dev.partita.convert.OpCall} and makes layers with {@link dev.partita.convert.Layers}; what a node became is a {@link
 * dev.partita.convert.Converted}. Extents that are known only when running come from {@link
 * dev.partita.convert.SymbolicSizes}. The converters themselves are in {@code op}, one class per family.
 */
@NullMarked
package dev.partita.convert;

import org.jspecify.annotations.NullMarked;
