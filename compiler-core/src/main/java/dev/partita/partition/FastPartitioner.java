package dev.partita.partition;

import dev.partita.ir.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a graph in one pass, linear in its size: takes all TensorRT calls that can run now, then all Torch calls that can
 * run then, and so on in turn. Blocks below the minimum join the Torch block before them.
 *
 * <pre>
 * exp, tanh, cos -&gt; sin (Torch) -&gt; relu, minimum 2:   _run_on_acc_0{exp, tanh, cos}  _run_on_gpu_1{sin, relu}
 * </pre>
 *
 * Does not cut a graph in which groups that must stay together wait for each other; the global partitioner does.
 */
final class FastPartitioner {

    private final CallGraph calls;
    private final BitSet supported;

    FastPartitioner(CallGraph calls, BitSet supported) {
        this.calls = calls;
        this.supported = supported;
    }

    /**
     * @param minimum smallest TensorRT block to keep, in calls
     * @return empty when the graph is one that only the global partitioner can cut
     */
    Optional<Cut> cut(long minimum) {
        boolean allSupported = supported.cardinality() == calls.size();
        FusionGroups groups = allSupported ? FusionGroups.none(calls) : FusionGroups.find(calls, supported);
        return blocks(groups).map(blocks -> withoutSmallBlocks(blocks, minimum));
    }

    /** A run of calls of one kind; numbers of calls. */
    private record Block(boolean tensorRt, List<Integer> members) {}

    private Optional<List<Block>> blocks(FusionGroups groups) {
        Readiness readiness = new Readiness(calls, groups);
        Deque<Integer> readyForTensorRt = new ArrayDeque<>();
        Deque<Integer> readyForTorch = new ArrayDeque<>();
        for (int call = 0; call < calls.size(); call++) {
            if (readiness.isReady(call)) {
                (supported.get(call) ? readyForTensorRt : readyForTorch).add(call);
            }
        }
        boolean tensorRt = readyForTorch.isEmpty();
        List<Block> blocks = new ArrayList<>();
        int placed = 0;
        while (placed < calls.size()) {
            Deque<Integer> ready = tensorRt ? readyForTensorRt : readyForTorch;
            if (ready.isEmpty()) {
                return Optional.empty();
            }
            Block block = new Block(tensorRt, new ArrayList<>());
            while (!ready.isEmpty()) {
                int call = ready.remove();
                block.members.add(call);
                readiness.place(call, next -> (supported.get(next) ? readyForTensorRt : readyForTorch).add(next));
            }
            blocks.add(block);
            placed += block.members.size();
            tensorRt = !tensorRt;
        }
        return Optional.of(blocks);
    }

    private Cut withoutSmallBlocks(List<Block> blocks, long minimum) {
        List<Block> kept = new ArrayList<>();
        List<Cut.SmallBlock> tooSmall = new ArrayList<>();
        for (Block block : blocks) {
            boolean keeps = block.tensorRt && block.members.size() >= minimum;
            if (block.tensorRt && !keeps) {
                tooSmall.add(new Cut.SmallBlock(nodes(block), block.members.size()));
            }
            if (keeps || kept.isEmpty() || (!block.tensorRt && kept.getLast().tensorRt)) {
                kept.add(new Block(keeps, new ArrayList<>(block.members)));
            } else {
                kept.getLast().members.addAll(block.members);
            }
        }
        List<Integer> sizes = blocks.stream().filter(Block::tensorRt).map(block -> block.members.size()).toList();
        return new Cut(SegmentInterfaces.of(calls, drafts(kept)), sizes, tooSmall);
    }

    private List<SegmentInterfaces.Draft> drafts(List<Block> blocks) {
        List<SegmentInterfaces.Draft> drafts = new ArrayList<>();
        for (Block block : blocks) {
            Segment.Kind kind = block.tensorRt ? Segment.Kind.TRT : Segment.Kind.TORCH;
            String name = (block.tensorRt ? "_run_on_acc_" : "_run_on_gpu_") + drafts.size();
            drafts.add(new SegmentInterfaces.Draft(name, kind, nodes(block)));
        }
        return drafts;
    }

    /** In graph order. */
    private List<Node> nodes(Block block) {
        BitSet members = new BitSet();
        for (int member : block.members) {
            members.set(member);
        }
        List<Node> nodes = new ArrayList<>(block.members.size());
        for (int call = members.nextSetBit(0); call >= 0; call = members.nextSetBit(call + 1)) {
            nodes.add(calls.call(call));
        }
        return nodes;
    }
}
