package dev.partita.app.graph.model;

import dev.partita.app.graph.model.Group.Name;
import dev.partita.ir.Origin;
import dev.partita.ir.Origin.ModuleFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the groups around boxes:
 *
 * <ol>
 *   <li>one group per call of a module on the boxes' module stacks
 *   <li>groups that hold a single thing give way to it, as does a module around everything
 *   <li>where no box has a module, blocks that repeat take the place of modules
 *   <li>levels that are too long are folded: neighbours go into artificial groups
 *   <li>groups with equal content become kin
 * </ol>
 */
final class GroupTree {

    /** A level with more children than this is folded. */
    static final int LONGEST_LEVEL = 64;
    private static final int SHORTEST_RUN = 12;
    private static final String PARTS = " parts";
    /** Between the first and the last group that an artificial group holds. */
    private static final String TO = " … ";

    /** A group while the tree is being built; children are numbered boxes or further nodes. */
    static final class Branch {
        final String path;
        final Name name;
        final List<Object> children = new ArrayList<>();

        Branch(String path, Name name) {
            this.path = path;
            this.name = name;
        }
    }

    private final List<Box> boxes;
    private final List<Group> groups;

    private GroupTree(List<Box> boxes, List<Group> groups) {
        this.boxes = boxes;
        this.groups = groups;
    }

    /** {@code origins} has one entry per box. */
    static GroupTree of(List<Box> boxes, List<Origin> origins, List<Wire> wires) {
        Branch root = modules(boxes, origins, wires);
        dissolve(root);
        unwrap(root);
        RepeatedBlocks.fold(root, boxes, wires);
        fold(root, boxes);
        List<Group> groups = new ArrayList<>();
        Integer[] groupOfBox = new Integer[boxes.size()];
        number(root, -1, groups, groupOfBox);
        List<Box> placed = new ArrayList<>(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            placed.add(new Box(box.id(), box.label(), box.category(), groupOfBox[i], box.facts()));
        }
        return new GroupTree(placed, Kinship.find(placed, wires, groups));
    }

    List<Box> boxes() {
        return boxes;
    }

    List<Group> groups() {
        return groups;
    }

    private static Branch modules(List<Box> boxes, List<Origin> origins, List<Wire> wires) {
        List<List<ModuleFrame>> stacks = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int box = 0; box < boxes.size(); box++) {
            stacks.add(stack(origins.get(box)));
            all.add(box);
        }
        Branch root = new Branch("", new Name("", ""));
        new ModuleBranches(stacks, new ModuleCalls(boxes.size(), wires)).fill(root, all, 0);
        return root;
    }

    private static List<ModuleFrame> stack(Origin origin) {
        List<ModuleFrame> stack = new ArrayList<>(origin.modules().size());
        for (ModuleFrame frame : origin.modules()) {
            if (isModule(frame)) {
                stack.add(frame);
            }
        }
        return stack;
    }

    /** The root is no group, nor is the stand-in that torch.export puts where a node has no module. */
    private static boolean isModule(ModuleFrame frame) {
        return !frame.path().isEmpty() && !frame.path().startsWith("_empty_nn_module_stack");
    }

    /** Sorts boxes into branches by their module stacks, level by level. */
    private record ModuleBranches(List<List<ModuleFrame>> stacks, ModuleCalls calls) {

        void fill(Branch around, List<Integer> boxes, int depth) {
            Map<String, Integer> numbers = new HashMap<>();
            for (ModuleCalls.Call call : calls.split(boxes, box -> pathAt(box, depth))) {
                if (call.path().isEmpty()) {
                    around.children.addAll(call.boxes());
                } else if (call.path().equals(around.path)) {
                    fill(around, call.boxes(), depth + 1);
                } else {
                    Branch inner = branch(around, call, depth, numbers.merge(call.path(), 1, Integer::sum));
                    around.children.add(inner);
                    fill(inner, call.boxes(), depth + 1);
                }
            }
            around.children.sort(Comparator.comparingInt(GroupTree::firstBox));
        }

        private String pathAt(int box, int depth) {
            List<ModuleFrame> stack = stacks.get(box);
            return depth < stack.size() ? stack.get(depth).path() : "";
        }

        private Branch branch(Branch around, ModuleCalls.Call call, int depth, int number) {
            ModuleFrame frame = stacks.get(call.boxes().getFirst()).get(depth);
            String bare = around.path.contains("@") ? around.path.substring(0, around.path.indexOf('@')) : around.path;
            String label = call.path().startsWith(bare + ".") ? call.path().substring(bare.length() + 1) : call.path();
            String suffix = number == 1 ? "" : "@" + (number - 1);
            String path = bare.length() == around.path.length() ? call.path() : around.path + "/" + label;
            return new Branch(path + suffix, new Name(label + suffix, simpleName(frame.typeName())));
        }
    }

    private static int firstBox(Object child) {
        return child instanceof Branch branch ? firstBox(branch.children.getFirst()) : (Integer) child;
    }

    private static String simpleName(String typeName) {
        return typeName.substring(typeName.lastIndexOf('.') + 1);
    }

    /** From the inside out: a group of one box or one group is replaced by what it holds. */
    private static void dissolve(Branch branch) {
        for (int i = 0; i < branch.children.size(); i++) {
            if (branch.children.get(i) instanceof Branch inner) {
                dissolve(inner);
                if (inner.children.size() == 1) {
                    branch.children.set(i, inner.children.getFirst());
                }
            }
        }
    }

    /** A module that holds all but inputs and outputs is no use as a box. */
    private static void unwrap(Branch root) {
        List<Branch> inner = root.children.stream().filter(Branch.class::isInstance).map(Branch.class::cast).toList();
        if (inner.size() == 1 && boxCount(inner.getFirst()) * 2 > boxCount(root)) {
            int at = root.children.indexOf(inner.getFirst());
            root.children.remove(at);
            root.children.addAll(at, inner.getFirst().children);
        }
    }

    private static int boxCount(Branch branch) {
        int count = 0;
        for (Object child : branch.children) {
            count += child instanceof Branch inner ? boxCount(inner) : 1;
        }
        return count;
    }

    /**
     * Shortens a level that is too long: neighbours of one sort, that is plain operations or groups of one type, go into
     * artificial groups of about the square root of their number. Inputs and outputs stay where they are.
     */
    private static void fold(Branch branch, List<Box> boxes) {
        branch.children.stream().filter(Branch.class::isInstance).forEach(child -> fold((Branch) child, boxes));
        int before = Integer.MAX_VALUE;
        while (branch.children.size() > LONGEST_LEVEL && branch.children.size() < before) {
            before = branch.children.size();
            List<Object> folded = new ArrayList<>();
            int start = 0;
            while (start < before) {
                int end = start + 1;
                while (end < before && sort(branch.children.get(end), boxes).equals(sort(branch.children.get(start), boxes))) {
                    end++;
                }
                folded.addAll(foldRun(branch, start, end, boxes));
                start = end;
            }
            branch.children.clear();
            branch.children.addAll(folded);
        }
    }

    private static String sort(Object child, List<Box> boxes) {
        if (child instanceof Branch branch) {
            return branch.name.type().endsWith(PARTS) ? PARTS : branch.name.type();
        }
        Category category = boxes.get((Integer) child).category();
        return category == Category.INPUT || category == Category.OUTPUT ? category.name() : "";
    }

    private static List<Object> foldRun(Branch branch, int start, int end, List<Box> boxes) {
        List<Object> run = branch.children.subList(start, end);
        String sort = sort(run.getFirst(), boxes);
        boolean ends = sort.equals(Category.INPUT.name()) || sort.equals(Category.OUTPUT.name());
        if (ends || run.size() < SHORTEST_RUN) {
            return run;
        }
        int size = Math.max(SHORTEST_RUN / 2, (int) Math.ceil(Math.sqrt(run.size())));
        List<Object> folded = new ArrayList<>();
        for (int from = 0; from < run.size(); from += size) {
            List<Object> part = run.subList(from, Math.min(run.size(), from + size));
            folded.add(part.size() == 1 ? part.getFirst() : artificial(branch, part));
        }
        return folded;
    }

    private static Branch artificial(Branch around, List<Object> part) {
        String label = part.getFirst() instanceof Branch first && part.getLast() instanceof Branch last
                ? firstLabel(first) + TO + lastLabel(last)
                : "ops " + firstBox(part.getFirst()) + "–" + firstBox(part.getLast());
        String prefix = around.path.isEmpty() ? "" : around.path + "/";
        Branch made = new Branch(prefix + label, new Name(label, part.size() + PARTS));
        made.children.addAll(part);
        return made;
    }

    private static String firstLabel(Branch branch) {
        return before("–", before(TO, branch.name.label()));
    }

    private static String before(String mark, String text) {
        int end = text.indexOf(mark);
        return end < 0 ? text : text.substring(0, end);
    }

    private static String lastLabel(Branch branch) {
        String label = branch.name.label();
        int start = label.lastIndexOf(TO);
        return label.substring(Math.max(start < 0 ? 0 : start + TO.length(), label.lastIndexOf('–') + 1));
    }

    private static void number(Branch branch, int parent, List<Group> groups, Integer[] groupOfBox) {
        int number = groups.size();
        groups.add(new Group(branch.path, branch.name, parent, -1));
        for (Object child : branch.children) {
            if (child instanceof Branch inner) {
                number(inner, number, groups, groupOfBox);
            } else {
                groupOfBox[(Integer) child] = number;
            }
        }
    }
}
