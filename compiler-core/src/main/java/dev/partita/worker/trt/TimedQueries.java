package dev.partita.worker.trt;

import dev.partita.profile.MeasureLoop;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.QueryTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;

/**
 * Queries with trtexec's marks around them. Copies in, computing and copies out have a stream each, so that with two
 * queries in flight one computes while the other copies.
 */
final class TimedQueries implements MeasureLoop.Queries, AutoCloseable {

    private final Runnable launch;
    private final Optional<Transfers> transfers;
    private final CUstream_st compute;
    private final CUstream_st input = stream();
    private final CUstream_st output = stream();
    private final CUevent_st zero;
    private final List<Slot> slots = new ArrayList<>();
    private final List<QueryTrace> traces = new ArrayList<>();
    private final long hostStart;
    private int next;

    /** The marks of one query in flight. */
    private static final class Slot implements AutoCloseable {
        private final EventPair h2d;
        private final EventPair compute;
        private final EventPair d2h;
        private float enqueueStart;
        private float enqueueEnd;
        private boolean active;

        Slot(boolean blocking) {
            h2d = new EventPair(blocking);
            compute = new EventPair(blocking);
            d2h = new EventPair(blocking);
        }

        @Override
        public void close() {
            h2d.close();
            compute.close();
            d2h.close();
        }
    }

    /** @param launch puts one query on {@code compute} */
    TimedQueries(CUstream_st compute, Runnable launch, Optional<Transfers> transfers, MeasureSettings.Mode mode) {
        this.compute = compute;
        this.launch = launch;
        this.transfers = transfers;
        boolean blocking = !mode.spinWait();
        for (int i = 0; i < (mode.overlap() ? 2 : 1); i++) {
            slots.add(new Slot(blocking));
        }
        zero = EventPair.event(blocking);
        hostStart = System.nanoTime();
        Cuda.check("record an event", cudart.cudaEventRecord(zero, compute));
        Cuda.check("wait for an event", cudart.cudaStreamWaitEvent(input, zero, 0));
        Cuda.check("wait for an event", cudart.cudaStreamWaitEvent(output, zero, 0));
    }

    private static CUstream_st stream() {
        CUstream_st stream = new CUstream_st();
        Cuda.check("make a stream", cudart.cudaStreamCreateWithFlags(stream, cudart.cudaStreamNonBlocking));
        return stream;
    }

    @Override
    public void query() {
        Slot slot = slots.get(next);
        if (slot.active) {
            return;
        }
        if (transfers.isPresent()) {
            slot.h2d.markStart(input);
            transfers.get().in(input);
            slot.h2d.markEnd(input);
            slot.h2d.holdBack(compute);
        }
        slot.compute.markStart(compute);
        slot.enqueueStart = hostMillis();
        launch.run();
        slot.enqueueEnd = hostMillis();
        slot.compute.markEnd(compute);
        if (transfers.isPresent()) {
            slot.compute.holdBack(output);
            slot.d2h.markStart(output);
            transfers.get().out(output);
            slot.d2h.markEnd(output);
        }
        slot.active = true;
        next = slots.size() - 1 - next;
    }

    @Override
    public float sync() {
        Slot slot = slots.get(next);
        if (!slot.active) {
            return 0;
        }
        (transfers.isPresent() ? slot.d2h : slot.compute).await();
        slot.active = false;
        QueryTrace trace = trace(slot);
        traces.add(trace);
        return trace.compute().start();
    }

    @Override
    public void drain() {
        for (int i = 0; i < slots.size(); i++) {
            sync();
            next = slots.size() - 1 - next;
        }
    }

    /** In the order in which the queries began. */
    List<QueryTrace> traces() {
        return traces.stream().sorted(Comparator.comparing(trace -> trace.h2d().start())).toList();
    }

    private QueryTrace trace(Slot slot) {
        QueryTrace.Span enqueue = new QueryTrace.Span(slot.enqueueStart, slot.enqueueEnd);
        QueryTrace.Span computing = slot.compute.since(zero);
        return transfers.isPresent()
                ? new QueryTrace(enqueue, slot.h2d.since(zero), computing, slot.d2h.since(zero))
                : new QueryTrace(enqueue, new QueryTrace.Span(computing.start(), computing.start()), computing,
                        new QueryTrace.Span(computing.end(), computing.end()));
    }

    private float hostMillis() {
        return (System.nanoTime() - hostStart) / 1e6f;
    }

    @Override
    public void close() {
        cudart.cudaStreamSynchronize(compute);
        cudart.cudaStreamSynchronize(output);
        slots.forEach(Slot::close);
        cudart.cudaEventDestroy(zero);
        cudart.cudaStreamDestroy(input);
        cudart.cudaStreamDestroy(output);
    }
}
