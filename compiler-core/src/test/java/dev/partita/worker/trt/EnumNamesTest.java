package dev.partita.worker.trt;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.partita.settings.EngineCapability;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.tensorrt.global.nvinfer;
import org.junit.jupiter.api.Test;

/** No GPU and no library is needed to see whether TensorRT has what we name. */
class EnumNamesTest {

    @Test
    void everyNameExistsInTensorRt() {
        all(ActivationType.values(), EnumNames::of);
        all(CoordinateTransformation.values(), EnumNames::of);
        all(ElementWiseOperation.values(), EnumNames::of);
        all(FillOperation.values(), EnumNames::of);
        all(GatherMode.values(), EnumNames::of);
        all(InterpolationMode.values(), EnumNames::of);
        all(LoopOutputKind.values(), EnumNames::of);
        all(MatrixOperation.values(), EnumNames::of);
        all(PaddingMode.values(), EnumNames::of);
        all(PoolingType.values(), EnumNames::of);
        all(ReduceOperation.values(), EnumNames::of);
        all(ResizeRoundMode.values(), EnumNames::of);
        all(ResizeSelector.values(), EnumNames::of);
        all(SampleMode.values(), EnumNames::of);
        all(ScaleMode.values(), EnumNames::of);
        all(ScatterMode.values(), EnumNames::of);
        all(TopKOperation.values(), EnumNames::of);
        all(TripLimit.values(), EnumNames::of);
        all(UnaryOperation.values(), EnumNames::of);
    }

    private static <E extends Enum<E>> void all(E[] values, Function<E, Enum<?>> translate) {
        Stream.of(values).forEach(value -> assertEquals("k" + value.name(), translate.apply(value).name()));
    }

    @Test
    void engineCapabilitiesExistInTensorRt() {
        Stream.of(EngineCapability.values()).forEach(capability -> nvinfer.EngineCapability.valueOf("k" + capability));
    }

    @Test
    void elementTypesGoThereAndBack() {
        List<DType> known = List.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.INT8, DType.INT32, DType.INT64,
                DType.BOOL, DType.UINT8, DType.FLOAT8_E4M3FN);
        known.forEach(dtype -> assertEquals(dtype, TypeNames.toTorch(TypeNames.toTensorRt(dtype))));
    }
}
