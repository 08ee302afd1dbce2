package dev.partita.lowering.complex;

import dev.partita.ir.Arg;

/** Real and imaginary part of a complex tensor, each of its shape. */
record Parts(Arg real, Arg imaginary) {}
