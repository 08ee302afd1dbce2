package dev.partita.pt2;

import dev.partita.pt2.schema.Layout;
import dev.partita.pt2.schema.MemoryFormat;
import dev.partita.tensor.DType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The schema's numbers for enumerations; they are not libtorch's numbers. */
final class Enums {

    private static final Map<Integer, DType> DTYPES = Map.ofEntries(
            Map.entry(1, DType.UINT8),
            Map.entry(2, DType.INT8),
            Map.entry(3, DType.INT16),
            Map.entry(4, DType.INT32),
            Map.entry(5, DType.INT64),
            Map.entry(6, DType.FLOAT16),
            Map.entry(7, DType.FLOAT32),
            Map.entry(8, DType.FLOAT64),
            Map.entry(9, DType.COMPLEX32),
            Map.entry(10, DType.COMPLEX64),
            Map.entry(11, DType.COMPLEX128),
            Map.entry(12, DType.BOOL),
            Map.entry(13, DType.BFLOAT16),
            // Nightlies of schema 7 wrote uint16 as 14; nothing else ever used that number.
            Map.entry(14, DType.UINT16),
            Map.entry(28, DType.UINT16),
            Map.entry(29, DType.FLOAT8_E4M3FN),
            Map.entry(30, DType.FLOAT8_E5M2),
            Map.entry(31, DType.FLOAT8_E4M3FNUZ),
            Map.entry(32, DType.FLOAT8_E5M2FNUZ),
            Map.entry(33, DType.FLOAT8_E8M0FNU),
            Map.entry(34, DType.UINT32),
            Map.entry(35, DType.UINT64));

    private static final Map<Integer, Layout> LAYOUTS =
            Arrays.stream(Layout.values()).collect(Collectors.toUnmodifiableMap(Layout::number, layout -> layout));

    private Enums() {}

    static Optional<DType> dtype(int number) {
        return Optional.ofNullable(DTYPES.get(number));
    }

    static int number(DType dtype) {
        return DTYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == dtype && entry.getKey() != 14)
                .findFirst().orElseThrow().getKey();
    }

    static Optional<Layout> layout(int number) {
        return Optional.ofNullable(LAYOUTS.get(number));
    }

    static Optional<MemoryFormat> memoryFormat(int number) {
        return Arrays.stream(MemoryFormat.values()).filter(format -> format.number() == number).findFirst();
    }
}
