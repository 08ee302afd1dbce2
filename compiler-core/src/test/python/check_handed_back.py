"""Loads files that HandBackSample wrote and runs them, with a stand-in for Torch-TensorRT's runtime.

    python check_handed_back.py FOLDER MODELS

FOLDER holds NAME.RELEASE.pt2 and NAME.torch.pt2, MODELS the original NAME.pt2 with their sample inputs.
Needs torch and a C++ compiler: the stand-in registers the class torch.classes.tensorrt.Engine and the operator
tensorrt::execute_engine. A pretended engine computes what the same nodes compute in NAME.torch.pt2, in which everything
stays in Torch; nodes have the same names in both.
"""

import base64
import copy
import logging
import pathlib
import pickle
import sys
import tempfile
import types

import torch
from torch.utils.cpp_extension import load

ENGINE = """
#include <torch/custom_class.h>
#include <torch/library.h>
struct Engine : torch::CustomClassHolder {
  std::vector<std::string> info;
  explicit Engine(std::vector<std::string> i) : info(std::move(i)) {}
};
using State = std::tuple<std::tuple<std::string, std::vector<std::string>>>;
TORCH_LIBRARY(tensorrt, m) {
  m.class_<Engine>("Engine")
      .def(torch::init<std::vector<std::string>>())
      .def("info", [](const c10::intrusive_ptr<Engine>& e) { return e->info; })
      .def("__obj_flatten__", [](const c10::intrusive_ptr<Engine>& e) { return State({"info", e->info}); })
      .def_pickle([](const c10::intrusive_ptr<Engine>& e) { return e->info; },
                  [](std::vector<std::string> i) { return c10::make_intrusive<Engine>(std::move(i)); });
  m.def("execute_engine(Tensor[] input_tensors, __torch__.torch.classes.tensorrt.Engine engine) -> Tensor[]");
}
"""
FIELDS = {"2.6": 9, "2.7": 10, "2.8": 10, "2.9": 10, "2.10": 10, "2.11": 11, "2.12": 12, "2.13": 12, "2.14": 13}
ABI = {"2.6": "6", "2.7": "7", "2.8": "7", "2.9": "7", "2.10": "7", "2.11": "8", "2.12": "9", "2.13": "9", "2.14": "10"}


def register_runtime():
    folder = pathlib.Path(tempfile.gettempdir()) / "partita_stand_in"
    folder.mkdir(exist_ok=True)
    source = folder / "engine.cpp"
    source.write_text(ENGINE)
    load("partita_stand_in", [str(source)], is_python_module=False, build_directory=str(folder))

    @torch._library.register_fake_class("tensorrt::Engine")
    class FakeEngine:
        def __init__(self, info):
            self.info_list = info

        @classmethod
        def __obj_unflatten__(cls, flat):
            return cls(dict(flat)["info"])

    module = types.ModuleType("torch_tensorrt.dynamo.runtime._TRTEngine")
    module._reconstruct_trt_engine = lambda info: torch.classes.tensorrt.Engine(list(info))
    for name in ("torch_tensorrt", "torch_tensorrt.dynamo", "torch_tensorrt.dynamo.runtime"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules[module.__name__] = module


class Pretender:
    """Computes single nodes of the program that stays in Torch."""

    def __init__(self, program):
        self.nodes = {node.name: node for node in program.graph.nodes}
        signature = program.graph_signature
        paths = {**signature.inputs_to_parameters, **signature.inputs_to_buffers,
                 **signature.inputs_to_lifted_tensor_constants}
        state = {**program.constants, **program.state_dict}
        self.weights = {name: state[path] for name, path in paths.items()}
        self.module = program.graph_module

    def compute(self, wanted, known):
        known = {**self.weights, **known}
        for node in self.module.graph.nodes:
            if node.op == "get_attr":
                known[node.name] = getattr(self.module, node.target)

        def value(node):
            if node.name not in known:
                args, kwargs = torch.fx.node.map_arg((node.args, node.kwargs), value)
                known[node.name] = node.target(*args, **kwargs)
            return known[node.name]

        with torch.no_grad():
            return value(self.nodes[wanted])


def run(program, release, torch_program, inputs):
    pretender = Pretender(torch_program)
    calls = [node for node in program.graph.nodes if node.target is torch.ops.tensorrt.execute_engine.default]
    by_engine = {}
    for call in calls:
        engine = program.constants[program.graph_signature.inputs_to_lifted_custom_objs[call.args[1].name]]
        info = engine.info()
        assert len(info) == FIELDS[release] and info[0] == ABI[release], info
        assert base64.b64decode(info[3]).decode() == "ftrt" + info[1].removesuffix("_engine"), info[3]
        assert info[2] == "0%9%0%0%NVIDIA H200" and info[8] == "linux_x86_64", info
        assert len(info[4].split("%")) == len(call.args[0]), info[4]
        metadata = pickle.loads(base64.b64decode(info[7]))
        assert len(metadata["inout_symexprs"]["inputs"]) == len(call.args[0])
        by_engine[info[1]] = (call, info[4].split("%"))

    def execute(tensors, engine):
        call, names = by_engine[engine.info()[1]]
        known = {}
        for tensor, name in zip(tensors, names):
            expected = pretender.nodes[name].meta["val"]
            known[name] = tensor if isinstance(expected, torch.Tensor) else tensor.item()
        outputs = [torch.empty(0)] * len(call.meta["val"])
        for user in call.users:
            declared = user.meta["val"]
            # A number or a tensor of another type leaves the engine under its name with an ending.
            value = torch.as_tensor(pretender.compute(user.name.removesuffix("_tensor"), known), dtype=declared.dtype)
            outputs[user.args[1]] = value if value.dim() == declared.dim() else value.reshape(-1)
        return outputs

    library = torch.library.Library("tensorrt", "IMPL")
    library.impl("execute_engine", execute, "CompositeExplicitAutograd")
    with torch.no_grad():
        result = program.module()(*inputs[0], **inputs[1])
    library._destroy()
    return result


def flat(result, inputs):
    """What a call gives back, and what it left in the caller's tensors."""
    leaves = torch.utils._pytree.tree_leaves
    return leaves(result) + leaves(inputs)


def compare(expected, actual):
    for left, right in zip(expected, actual, strict=True):
        if isinstance(left, str):
            assert left == right, (left, right)
        else:
            torch.testing.assert_close(right, left, rtol=1e-3, atol=1e-4)


def main(folder, models):
    register_runtime()
    failures = 0
    for torch_file in sorted(folder.glob("*.torch.pt2")):
        name = torch_file.name.removesuffix(".torch.pt2")
        original = torch.export.load(models / f"{name}.pt2")
        inputs = copy.deepcopy(original.example_inputs)
        with torch.no_grad():
            expected = flat(original.module()(*inputs[0], **inputs[1]), inputs)
        for release in ["torch", *FIELDS]:
            inputs = copy.deepcopy(original.example_inputs)
            try:
                program = torch.export.load(folder / f"{name}.{release}.pt2")
                if release == "torch":
                    with torch.no_grad():
                        result = program.module()(*inputs[0], **inputs[1])
                else:
                    result = run(program, release, torch.export.load(torch_file), inputs)
                actual = flat(result, inputs)
                compare(expected, actual)
                engines = sum("execute_engine" in str(node.target) for node in program.graph.nodes)
                print(f"ok   {name} for {release}: {engines} engines, {len(actual)} values")
            except Exception as failure:
                failures += 1
                print(f"FAIL {name} for {release}: {type(failure).__name__}: {str(failure)[:600]}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    # torch's own message about script objects in a flat archive has a wrong format string.
    logging.raiseExceptions = False
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
