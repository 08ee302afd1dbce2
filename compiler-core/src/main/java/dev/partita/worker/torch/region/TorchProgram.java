package dev.partita.worker.torch.region;

import dev.partita.ir.Attribute;
import dev.partita.ir.Node;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.TorchException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.jspecify.annotations.Nullable;

/**
 * A region, compiled once: every operator resolved, every constant made, a slot for every value. Runs may go on in
 * several threads at a time, as long as nothing writes weights.
 */
public final class TorchProgram implements SegmentProgram {

    /**
     * What compiling a region yields.
     *
     * @param slotCount how many slots a frame has; the inputs take the first ones
     * @param results what the caller gets
     */
    record Code(List<ScheduledStep> steps, int slotCount, int inputCount, List<Operand> results, Effects effects) {}

    /**
     * @param weightSlots where weights go before the first step
     * @param writtenInputs indices of the inputs that the region changes in place
     */
    record Effects(Map<Integer, Attribute> weightSlots, Set<Integer> writtenInputs) {}

    private final Code code;
    private final WeightStore store;
    private final List<Node> inputs;
    private volatile Optional<Script> script = Optional.empty();
    private volatile @Nullable IValueVector initial;

    /** @param inputs the nodes that the inputs stand for */
    TorchProgram(Code code, WeightStore store, List<Node> inputs) {
        this.code = code;
        this.inputs = inputs;
        this.store = store;
    }

    /** Compiles for CPU; throws {@link TorchException} naming every op that cannot run. */
    public static TorchProgram compile(Region region, WeightStore store) {
        Libtorch.load();
        try (var _ = new InferenceMode(true)) {
            return new RegionCompiler(region, store).compile();
        }
    }

    /**
     * Lets later runs be one native call where that is possible.
     *
     * @return why it is not possible; empty when it is
     */
    public Optional<String> speedUp() {
        try (var _ = new InferenceMode(true)) {
            return switch (ScriptCompiler.compile(code, inputs)) {
                case Script.Result.Scripted(Script made) -> {
                    script = Optional.of(made);
                    yield Optional.empty();
                }
                case Script.Result.Unscriptable(String why) -> Optional.of(why);
            };
        }
    }

    /** The inputs, by index, that a run changes in place: give it private copies of these. */
    public Set<Integer> writtenInputs() {
        return code.effects().writtenInputs();
    }

    int resultCount() {
        return code.results().size();
    }

    /**
     * Runs the program once on the calling thread.
     *
     * @param inputs one value per input of the region
     * @return one value per result; the caller closes it
     */
    @Override
    public IValueVector run(IValueVector inputs) {
        try (var _ = new InferenceMode(true);
                var _ = new PointerScope()) {
            return script.isPresent() && writtenInputs().isEmpty()
                    ? scripted(script.get(), inputs)
                    : execute(inputs).retainReference();
        }
    }

    private IValueVector scripted(Script fast, IValueVector given) {
        IValueVector stack = new IValueVector().retainReference();
        stack.put(given);
        try {
            fast.run(stack, store);
            return stack;
        } catch (RuntimeException failure) {
            stack.close();
            // Step by step the failure says where it happened.
            return execute(given).retainReference();
        }
    }

    /** As {@link #run}, inside the guards of a run that is under way. */
    IValueVector execute(IValueVector inputs) {
        if (inputs.size() != code.inputCount()) {
            throw new TorchException(
                    inputs.size() + " values given for a region with " + code.inputCount() + " inputs");
        }
        try (Frame frame = new Frame(initial())) {
            for (int i = 0; i < code.inputCount(); i++) {
                frame.set(i, inputs.get(i));
            }
            for (ScheduledStep scheduled : code.steps()) {
                try {
                    scheduled.step().run(frame);
                } catch (TorchException inner) {
                    throw inner.isLocated() ? inner : NodeFailure.at(scheduled.node(), inner);
                } catch (RuntimeException failure) {
                    throw NodeFailure.at(scheduled.node(), failure);
                }
                scheduled.release(frame);
            }
            IValueVector results = new IValueVector();
            results.resize(code.results().size());
            for (int i = 0; i < code.results().size(); i++) {
                frame.load(code.results().get(i), results, i);
            }
            return results;
        }
    }

    /** The slots before the first step. Made on the first run: by then all programs have announced what they write. */
    private IValueVector initial() {
        IValueVector ready = initial;
        if (ready == null) {
            synchronized (this) {
                ready = initial;
                if (ready == null) {
                    // Outlives the scope of the run that happens to be the first.
                    ready = new IValueVector().retainReference();
                    ready.resize(code.slotCount());
                    for (Map.Entry<Integer, Attribute> weight : code.effects().weightSlots().entrySet()) {
                        ready.put(weight.getKey(), store.tensor(weight.getValue()));
                    }
                    initial = ready;
                }
            }
        }
        return ready;
    }
}
