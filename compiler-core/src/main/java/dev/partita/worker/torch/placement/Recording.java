package dev.partita.worker.torch.placement;

/** Work that was noted down once ({@link Placement#record}), to be asked for again and again by one call. */
public interface Recording extends AutoCloseable {

    /** Has it done, after all that was asked for before. */
    void replay();

    /** Gives up the memory of what it makes; nobody may hold a part of it any more. */
    @Override
    void close();
}
