package dev.partita.pt2.schema;

import java.util.List;
import java.util.Optional;

/**
 * One call of an operator, as written: arguments left at their default are absent and results of one call are one
 * list (there are no {@code getitem} nodes). Six components because the schema has six.
 *
 * @param name the name of the torch.fx node; files of schemas before 8.16 have none
 * @param target such as {@code torch.ops.aten.linear.default} or {@code _operator.add}
 * @param returnsBareTensor higher-order ops only: whether the op returned a tensor rather than a tuple
 */
public record ExportedNode(
        Optional<String> name,
        String target,
        List<NamedArgument> inputs,
        List<Argument> outputs,
        NodeMetadata metadata,
        Optional<Boolean> returnsBareTensor) {

    public ExportedNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
