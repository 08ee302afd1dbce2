package dev.partita.network;

import java.util.List;

/** A sliding window over the spatial axes, one number per axis. Pooling has no dilation in TensorRT: ones there. */
public record Window(
        List<Long> size, List<Long> stride, List<Long> prePadding, List<Long> postPadding, List<Long> dilation) {
    public Window {
        size = List.copyOf(size);
        stride = List.copyOf(stride);
        prePadding = List.copyOf(prePadding);
        postPadding = List.copyOf(postPadding);
        dilation = List.copyOf(dilation);
    }

    public int axes() {
        return size.size();
    }
}
