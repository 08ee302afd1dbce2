@NullMarked
package dev.partita.app.layout;

import org.jspecify.annotations.NullMarked;
