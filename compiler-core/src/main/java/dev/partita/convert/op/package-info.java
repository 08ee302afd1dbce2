/**
 * The converters, one class per family of ops. Each class begins with its rows of the table: which op, which method,
 * and when it cannot be used.
 */
@NullMarked
package dev.partita.convert.op;

import org.jspecify.annotations.NullMarked;
