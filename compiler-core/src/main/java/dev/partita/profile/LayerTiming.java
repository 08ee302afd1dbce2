package dev.partita.profile;

/**
 * Time of one layer of an engine over all profiled queries.
 *
 * @param name as the engine reports it; fused layers join the names of what they replace
 * @param totalMillis sum over all queries
 * @param percentage share of the sum of all layers, 0..100
 */
public record LayerTiming(String name, float totalMillis, float averageMillis, float medianMillis, float percentage) {}
