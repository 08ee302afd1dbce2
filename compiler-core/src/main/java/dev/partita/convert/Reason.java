package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.ir.OpName;

/** Why a node cannot become part of a TensorRT engine, whatever its neighbours are. */
public sealed interface Reason {

    /** The short word that Torch-TensorRT's tools and the JSON output use: {@code no_converter}. */
    String code();

    /** One sentence for the person who looks at the node. */
    String words();

    /** Nothing converts this op. */
    record NoConverter(OpName op) implements Reason {
        @Override
        public String code() {
            return "no_converter";
        }

        @Override
        public String words() {
            return "There is no converter for " + op + ".";
        }
    }

    /**
     * The op has a converter, which does not take this call.
     *
     * @param obstacle why, without a full stop: {@code its converter needs indices of integer type}
     */
    record ValidatorRejected(OpName op, String obstacle) implements Reason {
        @Override
        public String code() {
            return "validator_rejected";
        }

        @Override
        public String words() {
            return op + " has a converter, but " + obstacle + ".";
        }
    }

    /** The converter works with fixed shapes only, and this node's are dynamic. */
    record DynamicShapeUnsupported(OpName op) implements Reason {
        @Override
        public String code() {
            return "dynamic_shape_unsupported";
        }

        @Override
        public String words() {
            return "The converter for " + op + " works with fixed shapes only; this node has dynamic ones.";
        }
    }

    /** The user sent it to Torch. */
    record ExcludedByUser(Exclusion exclusion) implements Reason {
        @Override
        public String code() {
            return "torch_executed_ops";
        }

        @Override
        public String words() {
            return "Excluded by you: " + exclusion.setting().name() + " names " + exclusion.entry() + ".";
        }
    }

    /** It reads or makes complex numbers, which TensorRT does not have. */
    record ComplexDtype(Node tensor) implements Reason {
        @Override
        public String code() {
            return "complex_dtype";
        }

        @Override
        public String words() {
            return "TensorRT has no complex numbers, and " + tensor + " is complex.";
        }
    }

    /** The shape of its output depends on values, and the user wants such ops in Torch. */
    record DataDependent(OpName op) implements Reason {
        @Override
        public String code() {
            return "fallback_data_dependent";
        }

        @Override
        public String words() {
            return "The output shape of " + op + " depends on values, and fallback_data_dependent_ops sends such ops to Torch.";
        }
    }

    /** It takes one of several results apart that Torch computes. */
    record ProducerInTorch(Node producer, Reason because) implements Reason {
        @Override
        public String code() {
            return "validator_rejected";
        }

        @Override
        public String words() {
            return "It picks a result of " + producer + ", which runs in Torch: " + because.words();
        }
    }
}
