package dev.partita.importer;

import dev.partita.tensor.SymRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the exporter promises about each symbol.
 *
 * @param ranges bounds by symbol name
 * @param hints the value that each symbol had at export, where the file tells
 */
public record SymbolRanges(Map<String, SymRange> ranges, Map<String, Long> hints) {

    public static final SymbolRanges NONE = new SymbolRanges(Map.of(), Map.of());

    public SymbolRanges {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
        hints = Collections.unmodifiableMap(new LinkedHashMap<>(hints));
    }
}
