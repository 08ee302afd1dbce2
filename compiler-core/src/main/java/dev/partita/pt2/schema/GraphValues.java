package dev.partita.pt2.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known about each value name of one graph. */
public record GraphValues(
        Map<String, TensorMeta> tensors,
        Map<String, SymInt> symInts,
        Map<String, SymFloat> symFloats,
        Map<String, SymBool> symBools,
        Map<String, Argument.CustomObject> customObjects) {

    public GraphValues {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        symInts = Collections.unmodifiableMap(new LinkedHashMap<>(symInts));
        symFloats = Collections.unmodifiableMap(new LinkedHashMap<>(symFloats));
        symBools = Collections.unmodifiableMap(new LinkedHashMap<>(symBools));
        customObjects = Collections.unmodifiableMap(new LinkedHashMap<>(customObjects));
    }

    public Optional<TensorMeta> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    public Optional<SymInt> symInt(String name) {
        return Optional.ofNullable(symInts.get(name));
    }
}
