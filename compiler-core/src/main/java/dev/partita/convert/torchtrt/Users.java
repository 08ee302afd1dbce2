package dev.partita.convert.torchtrt;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;

/** Requirements on who reads a node. */
final class Users {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    /** The other results would not exist in the engine. */
    static final Requirement ONLY_FIRST_RESULT =
            Requirement.that("that only its first result is used", Users::onlyFirstResultIsUsed);

    private Users() {}

    private static boolean onlyFirstResultIsUsed(Node node) {
        if (node.users().size() != 1) {
            return false;
        }
        Node user = node.users().getFirst();
        return user.calls(GETITEM) && user.arg(1).filter(index -> index.equals(Arg.of(0L))).isPresent();
    }

    /** An engine of nothing but a copy of an input needs a converter that makes a layer of it. */
    static boolean isOnlyOpOnAnInput(Node node) {
        return node.args().stream().anyMatch(arg -> arg instanceof Arg.Ref(Node input) && input.kind() == NodeKind.PLACEHOLDER)
                && node.users().stream().anyMatch(user -> user.kind() == NodeKind.OUTPUT);
    }
}
