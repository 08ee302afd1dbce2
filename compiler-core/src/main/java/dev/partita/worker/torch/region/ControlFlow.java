package dev.partita.worker.torch.region;

import dev.partita.worker.torch.placement.PythonNumber;
import dev.partita.worker.torch.placement.TorchException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The steps that run sub-graphs. Each sub-graph has its own frame. */
final class ControlFlow {

    private ControlFlow() {}

    /** Runs one sub-graph. */
    record Call(TorchProgram body, List<Operand> operands, Slots results) implements Step {
        @Override
        public void run(Frame frame) {
            try (IValueVector inputs = gather(frame, operands);
                    IValueVector outputs = body.execute(inputs)) {
                scatter(frame, outputs, results);
            }
        }
    }

    /** Runs a step with autocast switched on or off. */
    record Autocasting(Autocast autocast, Call call) implements Step {
        @Override
        public void run(Frame frame) {
            autocast.around(() -> call.run(frame));
        }

        @Override
        public List<Operand> operands() {
            return call.operands();
        }

        @Override
        public Slots results() {
            return call.results();
        }
    }

    /** {@code torch.cond}: the first operand chooses; the others go to the chosen sub-graph. */
    record Cond(TorchProgram whenTrue, TorchProgram whenFalse, List<Operand> operands, Slots results) implements Step {
        @Override
        public void run(Frame frame) {
            try (IValueVector all = gather(frame, operands.subList(0, 1));
                    IValueVector inputs = gather(frame, operands.subList(1, operands.size()));
                    IValueVector outputs = (truth(all.get(0)) ? whenTrue : whenFalse).execute(inputs)) {
                scatter(frame, outputs, results);
            }
        }
    }

    /** {@code while_loop}: carried values go round, constant operands are added at each call. */
    record While(
            TorchProgram condition, TorchProgram body, List<Operand> carried, List<Operand> constant, Slots results)
            implements Step {
        @Override
        public void run(Frame frame) {
            IValueVector state = gather(frame, operands());
            try {
                while (holds(state)) {
                    try (IValueVector next = body.execute(state)) {
                        for (int i = 0; i < carried.size(); i++) {
                            state.put(i, next.get(i));
                        }
                    }
                }
                scatter(frame, state, results);
            } finally {
                state.close();
            }
        }

        private boolean holds(IValueVector state) {
            try (IValueVector result = condition.execute(state)) {
                return truth(result.get(0));
            }
        }

        @Override
        public List<Operand> operands() {
            return concat(carried, constant);
        }
    }

    /**
     * {@code scan}, and {@code map} when nothing is carried: walks the first axis of the scanned tensors. The body takes
     * carried values, one slice of each scanned tensor and the constants; it returns the next carried values, then one
     * slice of each result, which are stacked.
     */
    record Scan(
            TorchProgram body, List<Operand> carried, List<Operand> scanned, List<Operand> constant, Slots results)
            implements Step {
        @Override
        public void run(Frame frame) {
            try (IValueVector given = gather(frame, operands());
                    IValueVector state = new IValueVector()) {
                state.put(given);
                long length = given.get(carried.size()).toTensor().size(0);
                if (length == 0) {
                    throw new TorchException("the scanned axis is empty: the shape of the result cannot be known");
                }
                List<TensorVector> stacked = new ArrayList<>();
                for (int i = carried.size(); i < results.count(); i++) {
                    stacked.add(new TensorVector());
                }
                for (long index = 0; index < length; index++) {
                    advance(given, state, index, stacked);
                }
                for (int i = 0; i < carried.size(); i++) {
                    frame.set(results.first() + i, state.get(i));
                }
                for (int i = 0; i < stacked.size(); i++) {
                    try (TensorVector slices = stacked.get(i);
                            Tensor whole = torch.stack(slices);
                            IValue value = new IValue(whole)) {
                        frame.set(results.first() + carried.size() + i, value);
                    }
                }
            }
        }

        private void advance(IValueVector given, IValueVector state, long index, List<TensorVector> stacked) {
            for (int i = carried.size(); i < carried.size() + scanned.size(); i++) {
                try (Tensor slice = given.get(i).toTensor().select(0, index);
                        IValue value = new IValue(slice)) {
                    state.put(i, value);
                }
            }
            try (IValueVector outputs = body.execute(state)) {
                for (int i = 0; i < carried.size(); i++) {
                    state.put(i, outputs.get(i));
                }
                for (int i = 0; i < stacked.size(); i++) {
                    stacked.get(i).push_back(outputs.get(carried.size() + i).toTensor());
                }
            }
        }

        @Override
        public List<Operand> operands() {
            return concat(concat(carried, scanned), constant);
        }
    }

    private static IValueVector gather(Frame frame, List<Operand> operands) {
        IValueVector values = new IValueVector();
        values.resize(operands.size());
        for (int i = 0; i < operands.size(); i++) {
            frame.load(operands.get(i), values, i);
        }
        return values;
    }

    private static void scatter(Frame frame, IValueVector values, Step.Slots results) {
        for (int i = 0; i < results.count(); i++) {
            frame.set(results.first() + i, values.get(i));
        }
    }

    private static boolean truth(IValue value) {
        return (Boolean) switch (PythonNumber.of(value)) {
            case Boolean truth -> truth;
            case Long integer -> integer != 0;
            case Object other -> throw new TorchException("a truth value is expected, not " + other);
        };
    }

    private static List<Operand> concat(List<Operand> first, List<Operand> second) {
        List<Operand> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
