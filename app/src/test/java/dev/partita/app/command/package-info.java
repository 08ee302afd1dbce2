@NullMarked
package dev.partita.app.command;

import org.jspecify.annotations.NullMarked;
