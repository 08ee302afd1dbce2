/**
 * What people and scripts read: results in words and as JSON.
 *
 * <p>{@link dev.partita.report.DryRun} is the report of a plan; {@link dev.partita.report.DryRunText} says it in words,
 * {@link dev.partita.report.PartitionJson} in the keys that Torch-TensorRT's recorded results use, so that both can be
 * compared.
 */
@NullMarked
package dev.partita.report;

import org.jspecify.annotations.NullMarked;
