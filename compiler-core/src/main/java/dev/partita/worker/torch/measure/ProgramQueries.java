package dev.partita.worker.torch.measure;

import dev.partita.profile.MeasureLoop;
import dev.partita.profile.QueryTrace;
import dev.partita.profile.QueryTrace.Span;
import dev.partita.worker.torch.placement.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Runs a whole program again and again with marks before, between and after its segments; one query at a time. */
final class ProgramQueries implements MeasureLoop.Queries {

    private final Marks marks;
    private final Run run;
    private final long hostStart = System.nanoTime();
    private final List<QueryTrace> traces = new ArrayList<>();
    private final List<float[]> moments = new ArrayList<>();
    private Span enqueue = new Span(0, 0);

    /** Does everything that one query asks for. */
    interface Run {

        /** @param reached is told 0 at the start and n after the n-th segment */
        void run(IntConsumer reached);
    }

    ProgramQueries(Marks marks, Run run) {
        this.marks = marks;
        this.run = run;
    }

    @Override
    public void query() {
        float start = hostMillis();
        run.run(marks::mark);
        enqueue = new Span(start, hostMillis());
    }

    @Override
    public float sync() {
        float[] reached = marks.await();
        float first = reached[0];
        float last = reached[reached.length - 1];
        traces.add(new QueryTrace(enqueue, new Span(first, first), new Span(first, last), new Span(last, last)));
        moments.add(reached);
        return first;
    }

    @Override
    public void drain() {
        // None is ever left in flight.
    }

    List<QueryTrace> traces() {
        return traces;
    }

    /** Per query, the time of each mark in milliseconds. */
    List<float[]> moments() {
        return moments;
    }

    private float hostMillis() {
        return (System.nanoTime() - hostStart) / 1e6f;
    }
}
