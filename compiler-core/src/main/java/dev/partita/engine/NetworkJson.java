package dev.partita.engine;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkDescription;
import dev.partita.network.Operand;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Networks as JSON: the records as they are, with their simple names as types, so that a new kind of layer needs nothing
 * here. Stored and scaled weights go to a file of their own and come back as dense views on it.
 */
public final class NetworkJson {

    private NetworkJson() {}

    static String write(NetworkDescription network, WeightsFile weights) {
        return mapper(writers(Optional.of(weights))).writeValueAsString(network);
    }

    /** The same for people and scripts: of stored weights it says label, type and extents, but not where the values lie. */
    public static JsonNode describe(NetworkDescription network) {
        return mapper(writers(Optional.empty())).valueToTree(network);
    }

    private static SimpleModule writers(Optional<WeightsFile> weights) {
        return new SimpleModule()
                .addSerializer(WeightSource.Stored.class,
                        new DenseWriter<>(WeightSource.Stored.class, WeightSource.Stored::label, weights))
                .addSerializer(WeightSource.Scaled.class,
                        new DenseWriter<>(WeightSource.Scaled.class, scaled -> scaled.base().label(), weights));
    }

    static NetworkDescription read(String json, MemorySegment weights) {
        SimpleModule module = new SimpleModule().addDeserializer(WeightSource.Stored.class, new StoredReader(weights));
        return mapper(module).readValue(json, NetworkDescription.class);
    }

    private static JsonMapper mapper(SimpleModule module) {
        return JsonMapper.builder()
                // The components of records alone: methods such as isStatic() are no data.
                .changeDefaultVisibility(visibility -> visibility
                        .withFieldVisibility(Visibility.ANY)
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE))
                .addMixIn(Layer.class, Named.class)
                .addMixIn(Layer.FillValue.class, Named.class)
                .addMixIn(Layer.ResizeTarget.class, Named.class)
                .addMixIn(Extents.class, Named.class)
                .addMixIn(Operand.class, Named.class)
                .addMixIn(WeightSource.class, Named.class)
                .addModule(module)
                .build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface Named {}

    /** Weights whose values go to the file, whatever they were before: all come back as stored ones. */
    private static final class DenseWriter<W extends WeightSource> extends StdSerializer<W> {
        private final Function<W, String> label;
        private final Optional<WeightsFile> weights;

        DenseWriter(Class<W> kind, Function<W, String> label, Optional<WeightsFile> weights) {
            super(kind);
            this.label = label;
            this.weights = weights;
        }

        @Override
        public void serialize(W weight, JsonGenerator out, SerializationContext context) {
            throw new IllegalStateException("weights are always written with their type");
        }

        @Override
        public void serializeWithType(
                W weight, JsonGenerator out, SerializationContext context, TypeSerializer types) {
            WritableTypeId type = types.writeTypePrefix(out, context,
                    types.typeId(weight, JsonToken.START_OBJECT, WeightSource.Stored.class.getSimpleName()));
            weights.ifPresent(file -> out.writeNumberProperty("at", put(weight, file)));
            out.writeStringProperty("label", label.apply(weight));
            out.writeStringProperty("dtype", weight.dtype().name());
            out.writeArrayPropertyStart("dims");
            for (long dim : weight.dims()) {
                out.writeNumber(dim);
            }
            out.writeEndArray();
            types.writeTypeSuffix(out, context, type);
        }

        private long put(W weight, WeightsFile file) {
            try {
                return file.put(weight);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class StoredReader extends StdDeserializer<WeightSource.Stored> {
        private final MemorySegment weights;

        StoredReader(MemorySegment weights) {
            super(WeightSource.Stored.class);
            this.weights = weights;
        }

        @Override
        public WeightSource.Stored deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = context.readTree(in);
            DType dtype = DType.valueOf(node.required("dtype").asString());
            List<Long> dims = new ArrayList<>();
            node.required("dims").forEach(dim -> dims.add(dim.asLong()));
            long first = node.required("at").asLong() / dtype.byteSize();
            return new WeightSource.Stored(weights, node.required("label").asString(),
                    new WeightSource.Layout(dtype, first, denseStrides(dims)), dims, dtype);
        }

        private static List<Long> denseStrides(List<Long> dims) {
            List<Long> strides = new ArrayList<>();
            long stride = 1;
            for (long dim : dims.reversed()) {
                strides.addFirst(stride);
                stride *= dim;
            }
            return strides;
        }
    }
}
