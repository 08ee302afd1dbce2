package dev.partita.worker.trt;

import dev.partita.network.Layer;
import dev.partita.network.Operand;
import dev.partita.network.Window;
import dev.partita.tensor.DType;
import java.util.Optional;
import org.bytedeco.tensorrt.nvinfer.IConvolutionLayer;
import org.bytedeco.tensorrt.nvinfer.IDeconvolutionLayer;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.bytedeco.tensorrt.nvinfer.IPoolingLayer;
import org.bytedeco.tensorrt.nvinfer.Weights;

/** The layers that slide a window: convolution, its transpose, pooling. */
final class WindowEmitter {

    private static final int KERNEL_INPUT = 1;
    private static final int BIAS_INPUT = 2;

    private final NetworkEmitter emitter;

    WindowEmitter(NetworkEmitter emitter) {
        this.emitter = emitter;
    }

    ILayer convolution(Layer.Convolution layer) {
        DType dtype = layer.input().dtype();
        Window window = layer.window();
        long maps = layer.kernel().dims().getFirst();
        IConvolutionLayer made = NetworkEmitter.present(
                emitter.network().addConvolutionNd(emitter.tensor(layer.input()), maps, Shapes.dims(window.size()),
                        weights(Optional.of(layer.kernel()), dtype), weights(layer.bias(), dtype)),
                "the convolution");
        made.setStrideNd(Shapes.dims(window.stride()));
        made.setPrePadding(Shapes.dims(window.prePadding()));
        made.setPostPadding(Shapes.dims(window.postPadding()));
        made.setDilationNd(Shapes.dims(window.dilation()));
        made.setNbGroups(layer.groups());
        setComputed(made, layer.kernel(), layer.bias());
        return made;
    }

    ILayer deconvolution(Layer.Deconvolution layer) {
        DType dtype = layer.input().dtype();
        Window window = layer.window();
        long maps = layer.kernel().dims().get(1) * layer.groups();
        IDeconvolutionLayer made = NetworkEmitter.present(
                emitter.network().addDeconvolutionNd(emitter.tensor(layer.input()), maps, Shapes.dims(window.size()),
                        weights(Optional.of(layer.kernel()), dtype), weights(layer.bias(), dtype)),
                "the deconvolution");
        made.setStrideNd(Shapes.dims(window.stride()));
        made.setPrePadding(Shapes.dims(window.prePadding()));
        made.setPostPadding(Shapes.dims(window.postPadding()));
        made.setDilationNd(Shapes.dims(window.dilation()));
        made.setNbGroups(layer.groups());
        setComputed(made, layer.kernel(), layer.bias());
        return made;
    }

    ILayer pooling(Layer.Pooling layer) {
        Window window = layer.window();
        IPoolingLayer made = NetworkEmitter.present(
                emitter.network().addPoolingNd(emitter.tensor(layer.input()), EnumNames.of(layer.type()),
                        Shapes.dims(window.size())),
                "the pooling");
        made.setStrideNd(Shapes.dims(window.stride()));
        made.setPrePadding(Shapes.dims(window.prePadding()));
        made.setPostPadding(Shapes.dims(window.postPadding()));
        made.setPaddingMode(EnumNames.of(layer.padding()));
        made.setAverageCountExcludesPadding(layer.countExcludesPadding());
        return made;
    }

    private Weights weights(Optional<Operand> operand, DType dtype) {
        return operand.isPresent() && operand.get() instanceof Operand.Weights(var source)
                ? emitter.weights().of(source)
                : emitter.weights().none(dtype);
    }

    private void setComputed(ILayer made, Operand kernel, Optional<Operand> bias) {
        if (kernel instanceof Operand.Computed(var tensor)) {
            made.setInput(KERNEL_INPUT, emitter.tensor(tensor));
        }
        if (bias.isPresent() && bias.get() instanceof Operand.Computed(var tensor)) {
            made.setInput(BIAS_INPUT, emitter.tensor(tensor));
        }
    }
}
