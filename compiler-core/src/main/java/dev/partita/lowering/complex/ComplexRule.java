package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import java.util.Optional;

/** Expresses an operator on complex tensors by operators on pairs. Stateless. */
@FunctionalInterface
interface ComplexRule {

    /**
     * Makes the calls; gives back a pair tensor where the operator yields complex numbers, else its plain result.
     * Empty when the arguments are of a kind that it does not know; it has made no calls then.
     */
    Optional<Arg> rewrite(ComplexCall call);
}
