/**
 * Shape rules by family. To add one: write a method {@code Value rule(Call call)} in the class of its family and name
 * the op in that class's {@code register}; {@link StandardRules} lists the families.
 */
@NullMarked
package dev.partita.shape.rule;

import org.jspecify.annotations.NullMarked;
