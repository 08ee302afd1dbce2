package dev.partita.worker.torch.placement;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * Tensors on GPU 0, in the memory of libtorch's caching allocator. One stream orders everything: libtorch's kernels and, by
 * {@link #streamAddress}, TensorRT's engines. So nothing waits between them, and memory that libtorch hands out again is
 * used after its last reader.
 */
public final class CudaPlacement implements Placement {

    /** Where libtorch's kernels need no alignment and TensorRT does. */
    private static final long TENSORRT_ALIGNMENT = 256;

    private final IValue device;
    /** Not the default one: TensorRT would synchronise on it. */
    private final CUDAStream stream;
    private final long streamAddress;
    /** A program's work is asked for by one thread. */
    private boolean recording;

    /** CUDA's libtorch must be loaded and see a GPU. */
    CudaPlacement() {
        try (Device gpu = new Device("cuda:0")) {
            device = new IValue(gpu).retainReference();
        }
        stream = torch_cuda.getStreamFromPool().retainReference();
        try (Pointer handle = stream.stream()) {
            streamAddress = handle.address();
        }
    }

    /** CUDA's handle of the stream. */
    public long streamAddress() {
        return streamAddress;
    }

    @Override
    public IValue device() {
        return device;
    }

    @Override
    public String words() {
        return "GPU 0";
    }

    /** One number is written by a kernel: a copy from host memory would wait, and could not be recorded. */
    @Override
    public Tensor bring(Tensor tensor) {
        if (tensor.is_cuda()) {
            return tensor;
        }
        DType dtype = TorchTypes.dtype(tensor.scalar_type());
        return tensor.numel() == 1 && !dtype.isComplex()
                ? torch.full(TensorMemory.shape(tensor), tensor.item(), options(dtype))
                : tensor.cuda();
    }

    @Override
    public Tensor copy(Tensor tensor) {
        return tensor.is_cuda() ? tensor.clone() : tensor.cuda();
    }

    /** Dense, here, and where TensorRT can read it: a slice may begin anywhere. */
    public Tensor aligned(Tensor tensor) {
        Tensor dense = bring(tensor).contiguous();
        return TensorMemory.address(dense) % TENSORRT_ALIGNMENT == 0 ? dense : dense.clone();
    }

    @Override
    public Tensor empty(DType dtype, long[] dims) {
        return torch.empty(dims, options(dtype), new MemoryFormatOptional());
    }

    private TensorOptions options(DType dtype) {
        return new TensorOptions(TorchTypes.scalarType(dtype)).device(new DeviceOptional(device.toDevice()));
    }

    @Override
    public Storage store(MemorySegment file, boolean written) {
        Uploaded uploaded = new Uploaded(file, upload(file));
        uploaded.restore();
        return uploaded;
    }

    private Tensor upload(MemorySegment file) {
        try (var _ = new InferenceMode(true);
                var _ = new PointerScope()) {
            // At least one: an empty tensor has no address, and so is on no GPU.
            return empty(DType.UINT8, new long[] {Math.max(file.byteSize(), 1)}).retainReference();
        }
    }

    @Override
    public Tensor view(MemorySegment storage, DType dtype, long[] dims, long[] strides, long offset) {
        try (var _ = new PointerScope()) {
            return TensorMemory.view(storage, dtype, dims, strides, offset, options(dtype));
        }
    }

    @Override
    public byte deviceType() {
        return torch.DeviceType.CUDA.value;
    }

    @Override
    public Work begin() {
        // The current stream belongs to the thread.
        CUDAStream before = torch_cuda.getCurrentCUDAStream().retainReference();
        torch_cuda.setCurrentCUDAStream(stream);
        return new OnStream(stream, before);
    }

    @Override
    public void allowTf32(boolean allowed) {
        torch.globalContext().setAllowTF32CuDNN(allowed);
    }

    @Override
    public void giveUpUnused() {
        torch_cuda.getAllocator().emptyCache();
    }

    @Override
    public boolean records() {
        return true;
    }

    @Override
    public boolean isRecording() {
        return recording;
    }

    @Override
    public Recording record(Runnable work) {
        recording = true;
        try {
            return CudaRecording.of(streamAddress, work);
        } finally {
            recording = false;
        }
    }

    @Override
    public Marks marks(int count) {
        return Marks.onStream(streamAddress, count);
    }

    private record OnStream(CUDAStream stream, CUDAStream before) implements Work {
        @Override
        public void await() {
            stream.synchronize();
        }

        @Override
        public void close() {
            torch_cuda.setCurrentCUDAStream(before);
            before.close();
        }
    }

    /** A storage that was copied to the GPU as it is: strided views and shared storages stay what they are. */
    private record Uploaded(MemorySegment file, Tensor bytes) implements Storage {

        @Override
        @SuppressWarnings("restricted") // Never read through: an address on the GPU.
        public MemorySegment memory() {
            return MemorySegment.ofAddress(TensorMemory.address(bytes)).reinterpret(file.byteSize());
        }

        @Override
        public void restore() {
            if (file.byteSize() > 0) {
                try (var _ = new InferenceMode(true);
                        Tensor host = TensorMemory.dense(file, DType.UINT8, new long[] {file.byteSize()})) {
                    // What copy_ returns is this very object, not a second handle: it stays open.
                    bytes.copy_(host);
                }
            }
        }

        @Override
        public void close() {
            bytes.close();
        }
    }
}
