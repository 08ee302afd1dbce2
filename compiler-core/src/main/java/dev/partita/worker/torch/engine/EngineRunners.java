package dev.partita.worker.torch.engine;

import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.worker.loop.RequestException;

/** Opens what runs a TensorRT segment. */
public interface EngineRunners {

    EngineRunner open(CompiledModule module, SegmentEntry.TensorRt segment) throws RequestException;
}
