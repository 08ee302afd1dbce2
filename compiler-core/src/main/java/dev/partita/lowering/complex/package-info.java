/**
 * Complex numbers for TensorRT, which has none: a complex tensor {@code [...]} becomes a real one {@code [..., 2]}, a
 * <em>pair</em> tensor, whose last axis holds real and imaginary part.
 *
 * <p>Start at {@link dev.partita.lowering.complex.UnpackComplexNumbers}, the pass. {@link
 * dev.partita.lowering.complex.ComplexRules} says how each operator works on pairs; the families are
 * {@code ArithmeticOnPairs}, {@code FunctionsOnPairs} and {@code ShapesOfPairs}.
 *
 * <p>When Torch-TensorRT is to be matched, {@link dev.partita.lowering.complex.RewriteComplexAsTorchTensorRt} runs instead:
 * its table is {@code LayoutRules}, with the families {@code LayoutArithmetic} and {@code LayoutShapes}; the functions of one
 * number are the same for both.
 */
@NullMarked
package dev.partita.lowering.complex;

import org.jspecify.annotations.NullMarked;
