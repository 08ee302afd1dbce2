@NullMarked
package dev.partita.file;

import org.jspecify.annotations.NullMarked;
