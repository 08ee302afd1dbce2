/**
 * From graph nodes to a TensorRT network, without a GPU.
 *
 * <p>Start at {@link dev.partita.convert.SegmentConverter}: it walks a segment and asks {@link
 * dev.partita.convert.ConverterTable} for each op's {@link dev.partita.convert.Converter}. A converter reads its
 * arguments from an {@link dev.partita.convert.OpCall} and makes layers with {@link dev.partita.convert.Layers}; what a
 * node became is a {@link dev.partita.convert.Converted}. Extents that are known only when running come from {@link
 * dev.partita.convert.SymbolicSizes}. The converters themselves are in {@code op}, one class per family.
 */
@NullMarked
package dev.partita.convert;

import org.jspecify.annotations.NullMarked;
