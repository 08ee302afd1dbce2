#!/usr/bin/env python3
"""Makes the full-size programs of the GPU benchmark: torch.export programs with stored inputs and outputs, and the
same models as ONNX for the yardstick (TensorRT through its own ONNX parser).

    export_full_models.py OUT_DIR [--only resnet50,gpt2] [--variants fp32,dyn,fp16,fp16_b32,fp16_dyn,onnx]

Per model, with random weights of a fixed seed:
    NAME.pt2            float32, batch 1
    NAME_dyn.pt2        float32, batch 1 to 8
    NAME_fp16.pt2       float16, batch 1         NAME_fp16_b32.pt2   float16, batch 32
    NAME_fp16_dyn.pt2   float16, batch 1 to 8
    NAME_fp16.onnx      float16, batch 1         NAME_fp16_b32.onnx  float16, batch 32
Next to each .pt2: NAME.io.json and NAME.io.bin with the outputs of the float32 model, computed on the CPU. The
float16 programs are compared with these too: with what the model means, not with another float16 computation. Their
tolerance is 2 % of the largest output. What torch's own float16 deviates on a GPU is printed beside.
Needs torch, torchvision, transformers, onnx and onnxscript; Partita itself needs none of them.
"""
import argparse
import copy
import json
import os
import sys
import time
import traceback

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
import torch
from torch import nn
from torch.export import Dim


class FirstOutput(nn.Module):
    """A transformers model whose result is its first tensor."""

    def __init__(self, model, **fixed):
        super().__init__()
        self.model = model
        self.fixed = fixed

    def forward(self, input_ids):
        return self.model(input_ids=input_ids, return_dict=False, **self.fixed)[0]


def images(batch, generator):
    return (torch.randn(batch, 3, 224, 224, generator=generator),)


def tokens(length, vocabulary):
    return lambda batch, generator: (torch.randint(0, vocabulary, (batch, length), generator=generator),)


def vision(name):
    import torchvision
    return lambda: (getattr(torchvision.models, name)(weights=None), images)


def bert():
    from transformers import BertConfig, BertModel
    config = BertConfig(attn_implementation="sdpa")
    return FirstOutput(BertModel(config)), tokens(128, config.vocab_size)


def gpt2():
    from transformers import GPT2Config, GPT2LMHeadModel
    config = GPT2Config(attn_implementation="sdpa", use_cache=False)
    return FirstOutput(GPT2LMHeadModel(config), use_cache=False), tokens(64, config.vocab_size)


MODELS = {
    "resnet18": vision("resnet18"),
    "resnet50": vision("resnet50"),
    "mobilenet_v3_small": vision("mobilenet_v3_small"),
    "vit_b_16": vision("vit_b_16"),
    "bert_base": bert,
    "gpt2": gpt2,
}


def calibrate(model, make_inputs):
    """Makes random weights behave like trained ones: running statistics of real activations instead of 0 and 1, which let
    values grow without bound; residual branches that add a little to what passes by them, as training leaves them, and
    not as much again in each block (an untrained ResNet-50 magnifies the rounding of float16 to 3 to 5 % of its output, in
    torch as in TensorRT); and a head that is not all zeros, as torchvision leaves that of a vision transformer."""
    for module in model.modules():
        if isinstance(module, nn.Linear) and not module.weight.any():
            nn.init.normal_(module.weight, std=0.02)
        branch_ends = {"Bottleneck": "bn3", "BasicBlock": "bn2"}
        if type(module).__name__ in branch_ends:
            nn.init.constant_(getattr(module, branch_ends[type(module).__name__]).weight, 0.25)
    norms = [m for m in model.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    if not norms:
        return
    for norm in norms:
        norm.momentum = None
        norm.train()
    model(*make_inputs(8, torch.Generator().manual_seed(99)))
    model.eval()


class TensorFile:
    """Writes NAME.io.json and NAME.io.bin: a manifest and little-endian dense payloads, 64-byte aligned."""

    def __init__(self):
        self.payload = bytearray()

    def tensor(self, tensor):
        dense = tensor.detach().cpu().contiguous()
        self.payload.extend(b"\0" * ((-len(self.payload)) % 64))
        offset = len(self.payload)
        raw = dense.reshape(-1).view(torch.uint8).numpy().tobytes()
        self.payload.extend(raw)
        return {"kind": "tensor", "dtype": str(dense.dtype).removeprefix("torch."), "shape": list(dense.shape),
                "stride": list(dense.stride()), "offset": offset, "nbytes": len(raw)}

    def write(self, stem, model, cases, atol, rtol):
        manifest = {"format": "pt2-fixture-io/1", "model": model, "seed": 0,
                    "tolerance": {"atol": atol, "rtol": rtol}, "cases": cases}
        with open(stem + ".io.json", "w") as file:
            json.dump(manifest, file, indent=1)
        with open(stem + ".io.bin", "wb") as file:
            file.write(bytes(self.payload))


def save(out, name, model, reference, make_inputs, batches, dtype, dynamic):
    start = time.time()
    cast = (lambda t: t.to(dtype) if t.is_floating_point() else t)
    example = tuple(cast(t) for t in make_inputs(max(batches[0], 2) if dynamic else batches[0], torch.Generator().manual_seed(1)))
    shapes = None
    if dynamic:
        batch = Dim("batch", min=1, max=8)
        shapes = tuple({0: batch} for _ in example)
    program = torch.export.export(model, example, dynamic_shapes=shapes, strict=False)
    stem = os.path.join(out, name)
    torch.export.save(program, stem + ".pt2")
    file, cases = TensorFile(), []
    half = dtype == torch.float16
    largest = 0.0
    for size in batches:
        inputs = make_inputs(size, torch.Generator().manual_seed(size))
        outputs = reference(*inputs)
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        largest = max(largest, max(float(t.abs().max()) for t in outputs))
        if half and torch.cuda.is_available():
            eager = copy.deepcopy(model).cuda()(*(cast(t).cuda() for t in inputs))
            deviation = float((eager.float().cpu() - outputs[0]).abs().max())
            print(f"{name}: torch float16 deviates by {deviation:.4g}, largest output {largest:.4g}", flush=True)
        cases.append({"name": f"b{size}",
                      "inputs": [file.tensor(cast(t)) for t in inputs],
                      "input_paths": [f"[0][{i}]" for i in range(len(inputs))],
                      "outputs": [file.tensor(t) for t in outputs],
                      "output_paths": [f"[{i}]" for i in range(len(outputs))]})
    file.write(stem, name, cases, atol=2e-2 * largest if half else 1e-3, rtol=2e-2 if half else 1e-3)
    print(f"{name}: {len(program.graph.nodes)} nodes, {time.time() - start:.1f} s", flush=True)


def save_onnx(out, name, model, inputs):
    torch.onnx.export(model, inputs, os.path.join(out, name + ".onnx"), dynamo=True, external_data=True, verbose=False,
                      opset_version=18)
    print(f"{name}.onnx written", flush=True)


def attempt(what, action):
    try:
        action()
    except Exception:
        print(f"FAILED {what}", flush=True)
        traceback.print_exc(limit=3)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--only", default=",".join(MODELS))
    parser.add_argument("--variants", default="fp32,dyn,fp16,fp16_b32,fp16_dyn,onnx")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.set_grad_enabled(False)
    for name in options.only.split(","):
        torch.manual_seed(0)
        model, make_inputs = MODELS[name]()
        model.eval()
        calibrate(model, make_inputs)
        half = copy.deepcopy(model).half()
        programs = {
            "fp32": (name, model, [1], torch.float32, False),
            "dyn": (name + "_dyn", model, [1, 4, 8], torch.float32, True),
            "fp16": (name + "_fp16", half, [1], torch.float16, False),
            "fp16_b32": (name + "_fp16_b32", half, [32], torch.float16, False),
            "fp16_dyn": (name + "_fp16_dyn", half, [1, 4, 8], torch.float16, True),
        }
        for variant in options.variants.split(","):
            if variant in programs:
                stem, exported, batches, dtype, dynamic = programs[variant]
                attempt(stem, lambda: save(options.out, stem, exported, model, make_inputs, batches, dtype, dynamic))
        if "onnx" in options.variants.split(","):
            for size, stem in ((1, name + "_fp16"), (32, name + "_fp16_b32")):
                inputs = tuple(t.half() if t.is_floating_point() else t
                               for t in make_inputs(size, torch.Generator().manual_seed(1)))
                attempt(stem + ".onnx", lambda: save_onnx(options.out, stem, half, inputs))


if __name__ == "__main__":
    sys.exit(main())
