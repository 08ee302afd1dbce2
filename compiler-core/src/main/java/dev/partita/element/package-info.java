/**
 * What the bytes of tensors say: {@link dev.partita.element.ElementReader} decodes single elements of every type that torch
 * has. Writing and casting weights is {@code network.Elements}' business.
 */
@NullMarked
package dev.partita.element;

import org.jspecify.annotations.NullMarked;
