/**
 * Where each op runs and why: module outline, details of the selected node, list of ops to exclude, segments, and what
 * min_block_size does.
 */
@NullMarked
package dev.partita.app.partition;

import org.jspecify.annotations.NullMarked;
