package dev.partita.worker.torch.evaluator;

import dev.partita.convert.cases.ConverterCase;

/** There is no such call: libtorch does not take it, or it reads a size that no tensor of the case has. */
public final class ImpossibleCase extends RuntimeException {

    private static final long serialVersionUID = 1;

    ImpossibleCase(ConverterCase theCase, RuntimeException cause) {
        super(theCase.name() + ": " + cause.getMessage(), cause);
    }

    ImpossibleCase(ConverterCase theCase, String why) {
        super(theCase.name() + ": " + why);
    }
}
