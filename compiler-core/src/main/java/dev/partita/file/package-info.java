/** What all stages say alike about files. */
@NullMarked
package dev.partita.file;

import org.jspecify.annotations.NullMarked;
