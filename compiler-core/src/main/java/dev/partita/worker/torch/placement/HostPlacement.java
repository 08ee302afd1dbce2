package dev.partita.worker.torch.placement;

import dev.partita.tensor.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Tensors in host memory. Weights lie where they are mapped, unless the program writes them. */
final class HostPlacement implements Placement {

    /** Loads libtorch, which making a placement must not do. */
    private static final class Lazy {
        private static final IValue DEVICE = device();

        private static IValue device() {
            Libtorch.load();
            try (Device device = new Device("cpu")) {
                // Retained: it outlives the run that first asks for it.
                return new IValue(device).retainReference();
            }
        }
    }

    @Override
    public IValue device() {
        return Lazy.DEVICE;
    }

    @Override
    public String words() {
        return "CPU";
    }

    @Override
    public Tensor bring(Tensor tensor) {
        return tensor.cpu();
    }

    @Override
    public Tensor copy(Tensor tensor) {
        return tensor.is_cpu() ? tensor.clone() : tensor.cpu();
    }

    @Override
    public Tensor empty(DType dtype, long[] dims) {
        return torch.empty(dims, new TensorOptions(TorchTypes.scalarType(dtype)), new MemoryFormatOptional());
    }

    @Override
    public Storage store(MemorySegment file, boolean written) {
        return written ? new PrivateCopy(file) : new Mapped(file);
    }

    @Override
    public Tensor view(MemorySegment storage, DType dtype, long[] dims, long[] strides, long offset) {
        return TensorMemory.view(storage, dtype, dims, strides, offset);
    }

    @Override
    public byte deviceType() {
        return torch.DeviceType.CPU.value;
    }

    @Override
    public Work begin() {
        return NOTHING_TO_AWAIT;
    }

    @Override
    public Marks marks(int count) {
        return Marks.onHost(count);
    }

    private static final Work NOTHING_TO_AWAIT = new Work() {
        @Override
        public void await() {
            // A call on host tensors returns when it is done.
        }

        @Override
        public void close() {
            // Nothing was switched.
        }
    };

    private record Mapped(MemorySegment memory) implements Storage {
        @Override
        public void restore() {
            // Nobody writes it.
        }

        @Override
        public void close() {
            // Whoever mapped it unmaps it.
        }
    }

    private static final class PrivateCopy implements Storage {

        private final Arena arena = Arena.ofShared();
        private final MemorySegment file;
        private final MemorySegment memory;

        PrivateCopy(MemorySegment file) {
            this.file = file;
            memory = arena.allocate(Math.max(file.byteSize(), 1), 64);
            restore();
        }

        @Override
        public MemorySegment memory() {
            return memory;
        }

        @Override
        public void restore() {
            MemorySegment.copy(file, 0, memory, 0, file.byteSize());
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
