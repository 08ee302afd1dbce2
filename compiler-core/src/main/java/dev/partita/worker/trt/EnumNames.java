package dev.partita.worker.trt;

import dev.partita.network.ActivationType;
import dev.partita.network.CoordinateTransformation;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.FillOperation;
import dev.partita.network.GatherMode;
import dev.partita.network.InterpolationMode;
import dev.partita.network.LoopOutputKind;
import dev.partita.network.MatrixOperation;
import dev.partita.network.PaddingMode;
import dev.partita.network.PoolingType;
import dev.partita.network.ReduceOperation;
import dev.partita.network.ResizeRoundMode;
import dev.partita.network.ResizeSelector;
import dev.partita.network.SampleMode;
import dev.partita.network.ScaleMode;
import dev.partita.network.ScatterMode;
import dev.partita.network.TopKOperation;
import dev.partita.network.TripLimit;
import dev.partita.network.UnaryOperation;
import org.bytedeco.tensorrt.global.nvinfer;

/** Partita's enumerations of layer parameters have TensorRT's names without the {@code k}. */
final class EnumNames {

    private EnumNames() {}

    static nvinfer.ActivationType of(ActivationType type) {
        return nvinfer.ActivationType.valueOf("k" + type);
    }

    static nvinfer.ElementWiseOperation of(ElementWiseOperation operation) {
        return nvinfer.ElementWiseOperation.valueOf("k" + operation);
    }

    static nvinfer.UnaryOperation of(UnaryOperation operation) {
        return nvinfer.UnaryOperation.valueOf("k" + operation);
    }

    static nvinfer.ReduceOperation of(ReduceOperation operation) {
        return nvinfer.ReduceOperation.valueOf("k" + operation);
    }

    static nvinfer.TopKOperation of(TopKOperation operation) {
        return nvinfer.TopKOperation.valueOf("k" + operation);
    }

    static nvinfer.MatrixOperation of(MatrixOperation operation) {
        return nvinfer.MatrixOperation.valueOf("k" + operation);
    }

    static nvinfer.FillOperation of(FillOperation operation) {
        return nvinfer.FillOperation.valueOf("k" + operation);
    }

    static nvinfer.GatherMode of(GatherMode mode) {
        return nvinfer.GatherMode.valueOf("k" + mode);
    }

    static nvinfer.ScatterMode of(ScatterMode mode) {
        return nvinfer.ScatterMode.valueOf("k" + mode);
    }

    static nvinfer.SampleMode of(SampleMode mode) {
        return nvinfer.SampleMode.valueOf("k" + mode);
    }

    static nvinfer.ScaleMode of(ScaleMode mode) {
        return nvinfer.ScaleMode.valueOf("k" + mode);
    }

    static nvinfer.PoolingType of(PoolingType type) {
        return nvinfer.PoolingType.valueOf("k" + type);
    }

    static nvinfer.PaddingMode of(PaddingMode mode) {
        return nvinfer.PaddingMode.valueOf("k" + mode);
    }

    static nvinfer.InterpolationMode of(InterpolationMode mode) {
        return nvinfer.InterpolationMode.valueOf("k" + mode);
    }

    static nvinfer.ResizeCoordinateTransformation of(CoordinateTransformation transformation) {
        return nvinfer.ResizeCoordinateTransformation.valueOf("k" + transformation);
    }

    static nvinfer.ResizeSelector of(ResizeSelector selector) {
        return nvinfer.ResizeSelector.valueOf("k" + selector);
    }

    static nvinfer.ResizeRoundMode of(ResizeRoundMode mode) {
        return nvinfer.ResizeRoundMode.valueOf("k" + mode);
    }

    static nvinfer.LoopOutput of(LoopOutputKind kind) {
        return nvinfer.LoopOutput.valueOf("k" + kind);
    }

    static nvinfer.TripLimit of(TripLimit limit) {
        return nvinfer.TripLimit.valueOf("k" + limit);
    }
}
