package dev.partita.worker.torch.region;

import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.WeightRef;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.TorchException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;

/**
 * The weights of one program as tensors, where it runs. In host memory they lie where they are mapped, without a copy; only
 * storages that some segment writes (running statistics, key-value caches) get a private copy, which all their views
 * share. To a GPU each storage is copied once. Folded constants are
 * computed on first use, each recipe once.
 *
 * <p>First every program is compiled against the store and announces what it writes, then tensors are handed out.
 */
public final class WeightStore implements AutoCloseable {

    private final Placement placement;
    private final Set<String> written = new HashSet<>();
    private final Map<String, Placement.Storage> storages = new HashMap<>();
    private final Map<Attribute, IValue> tensors = new HashMap<>();
    private final IdentityHashMap<Graph, IValueVector> evaluated = new IdentityHashMap<>();

    /** Weights in host memory. */
    public WeightStore() {
        this(Placement.HOST);
    }

    /** @param placement where the tensors shall be, and so where programs compiled against this store run */
    public WeightStore(Placement placement) {
        this.placement = placement;
    }

    Placement placement() {
        return placement;
    }

    /** Says that a program changes this weight in place. Must come before the first {@link #tensor} of its storage. */
    public synchronized void announceWrite(Attribute.Weight weight) {
        String storage = weight.data().storageId();
        boolean lent = tensors.keySet().stream()
                .anyMatch(known -> known instanceof Attribute.Weight other && other.data().storageId().equals(storage));
        if (written.add(storage) && lent) {
            throw new IllegalStateException("storage " + storage + " was handed out as read-only before");
        }
    }

    /** Whether some program writes this weight, or one that shares its storage. */
    public synchronized boolean isWritten(Attribute.Weight weight) {
        return written.contains(weight.data().storageId());
    }

    /** The weight or folded constant as a tensor; the same object each time. Owned by the store. */
    public synchronized IValue tensor(Attribute attribute) {
        IValue known = tensors.get(attribute);
        if (known == null) {
            known = switch (attribute) {
                case Attribute.Weight weight -> load(weight);
                case Attribute.Folded(var spec, Graph recipe, int index) -> new IValue(results(recipe).get(index));
                case Attribute.SubGraph graph -> throw new IllegalArgumentException("a sub-graph is no tensor");
            };
            // It outlives the scope of the run that happens to be the first to need it.
            tensors.put(attribute, known.retainReference());
        }
        return known;
    }

    /** Copies {@code value} into a weight that was announced as written. */
    public synchronized void update(Attribute.Weight weight, IValue value) {
        // Closing frees the Java handle that copy_ returns, not the stored tensor.
        try (var _ = new InferenceMode(true);
                var _ = tensor(weight).toTensor().copy_(value.toTensor())) {}
    }

    /** Gives every changed weight its value from the file again. */
    public synchronized void reset() {
        storages.forEach((id, storage) -> {
            if (written.contains(id)) {
                storage.restore();
            }
        });
    }

    private IValueVector results(Graph recipe) {
        IValueVector known = evaluated.get(recipe);
        if (known == null) {
            known = TorchProgram.compile(Region.of(recipe), this).run(new IValueVector()).retainReference();
            evaluated.put(recipe, known);
        }
        return known;
    }

    private IValue load(Attribute.Weight weight) {
        WeightRef data = weight.data();
        Placement.Storage storage = storages.computeIfAbsent(
                data.storageId(), id -> placement.store(data.storage(), written.contains(id)));
        long[] dims = weight.spec().shape().staticDims().orElseThrow(
                () -> new TorchException("a weight has the symbolic shape " + weight.spec().shape()));
        long[] strides = data.strides().stream().mapToLong(Long::longValue).toArray();
        try (Tensor tensor = placement.view(storage.memory(), weight.spec().dtype(), dims, strides, data.offset())) {
            return new IValue(tensor);
        }
    }

    @Override
    public synchronized void close() {
        tensors.values().forEach(IValue::close);
        tensors.clear();
        evaluated.values().forEach(IValueVector::close);
        evaluated.clear();
        storages.values().forEach(Placement.Storage::close);
        storages.clear();
    }
}
