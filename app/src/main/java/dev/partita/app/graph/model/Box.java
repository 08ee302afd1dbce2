package dev.partita.app.graph.model;

import java.util.List;

/**
 * One operation, input or output.
 *
 * @param id unique in its model: the name of the node
 * @param category what kind of operation it is
 * @param group the number of the innermost group around it
 * @param facts what can be searched and shown beside the label
 */
public record Box(String id, Label label, Category category, int group, Facts facts) {

    /** What the box says: the operation, and a second line that may be empty. */
    public record Label(String title, String detail) {}

    /**
     * @param op the full name of the operation, empty for inputs and outputs
     * @param module path of the module
     * @param result what the box yields first
     * @param weightBytes size of the weights that it reads
     * @param absorbed ids of nodes that are drawn as part of this box: weights, and nodes that pick one of several results
     */
    public record Facts(String op, String module, Payload result, long weightBytes, List<String> absorbed) {
        public Facts {
            absorbed = List.copyOf(absorbed);
        }
    }
}
