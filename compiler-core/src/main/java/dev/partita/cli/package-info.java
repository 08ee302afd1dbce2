/**
 * The command line. {@link dev.partita.cli.Partita} is the root; each command is one class that reads options, calls the
 * pipeline and prints. How a command fails is said once, in {@link dev.partita.cli.ExitCode}.
 */
@NullMarked
package dev.partita.cli;

import org.jspecify.annotations.NullMarked;
