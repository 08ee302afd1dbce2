package dev.partita.worker.torch.program;

import dev.partita.tensorfile.StoredCase;
import java.lang.foreign.Arena;

/** A program that can be called with stored values. */
public interface RunnableProgram extends AutoCloseable {

    /**
     * One call.
     *
     * @param call its inputs are the leaves of args and kwargs in order; its outputs are not looked at
     * @param arena receives the results
     * @return the same call with what it returned and changed
     */
    StoredCase call(StoredCase call, Arena arena);

    /** Where its Torch parts run, in words. */
    String place();

    /** Buffers get their values from the file again. */
    void reset();

    @Override
    void close();
}
