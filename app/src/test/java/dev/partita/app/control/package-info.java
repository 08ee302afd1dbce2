@NullMarked
package dev.partita.app.control;

import org.jspecify.annotations.NullMarked;
