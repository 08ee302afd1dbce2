/**
 * From a network to an engine file, as far as that goes without a GPU.
 *
 * <p>Start at {@link dev.partita.engine.EngineBuilder}, the port that the compiler uses, and
 * {@link dev.partita.engine.BuildSettings}. A {@link dev.partita.engine.JobFolder} carries network and weights to the
 * process that builds; {@link dev.partita.engine.EngineCache} keeps engines by {@link dev.partita.engine.EngineKey} and
 * says in words why it has one or not.
 */
@NullMarked
package dev.partita.engine;

import org.jspecify.annotations.NullMarked;
