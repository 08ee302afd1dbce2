package dev.partita.app.graph.model;

/**
 * A box of boxes: a module, or an artificial group that keeps a level short.
 *
 * @param path unique; of a module its path in the model
 * @param parent number of the group around it, -1 for the root, which is number 0
 * @param kin groups with equal kin have the same content; -1 for a group without equals
 */
public record Group(String path, Name name, int parent, int kin) {

    /** The label and the Python class or, for an artificial group, what it holds. */
    public record Name(String label, String type) {}

    Group withParent(int newParent) {
        return new Group(path, name, newParent, kin);
    }

    Group withKin(int newKin) {
        return new Group(path, name, parent, newKin);
    }
}
