"""Compares the networks with pipelines of the reference implementation, recorded at narrow widths in Tests/Data/Pipelines."""
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .clip import ClipTextEncoder
from .kl_decoder import KlDecoder
from .tiny_decoder import TinyDecoder
from .unet import UNet

PIPELINES = Path(__file__).resolve().parents[2] / "Tests" / "Data" / "Pipelines"


def load(module, model, component, *inputs):
    """Takes the parameters of an exported graph: by checkpoint name, and those that the exporter folded into nameless ones in the order of use."""
    graph = onnx.load(PIPELINES / "models" / model / component / "model.onnx").graph
    stored = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    named = {strip(name): value for name, value in stored.items() if not name.startswith("onnx::")}
    nameless = [(node.op_type, stored[name]) for node in graph.node for name in node.input if name.startswith("onnx::") and name in stored]
    for name, own in in_order_of_use(module, *inputs):
        if name in named:
            value = named[name]
        else:
            kind, value = nameless.pop(0)
            value = value.t() if kind == "MatMul" else value.reshape(own.shape)
        own.copy_(value)
    if nameless:
        raise ValueError(f"{model}/{component} has {len(nameless)} parameters more than the network")
    return module.eval()


def in_order_of_use(module, *inputs):
    used, hooks = [], []
    for prefix, part in module.named_modules():
        own = [(f"{prefix}.{name}", parameter) for name, parameter in part.named_parameters(recurse=False)]
        hooks.append(part.register_forward_hook(lambda *_, own=own: used.extend(own)))
    module(*inputs)
    for hook in hooks:
        hook.remove()
    return used


def strip(name):
    for prefix in ("m.", "text_model.", "decoder."):
        name = name[len(prefix):] if name.startswith(prefix) else name
    return name


def tensor(case, name):
    about = json.loads((PIPELINES / "cases" / case / "case.json").read_text())["tensors"][name]
    return torch.from_numpy(np.fromfile(PIPELINES / "cases" / case / about["file"], about["dtype"]).reshape(about["shape"]))


def ids(case):
    stage = json.loads((PIPELINES / "cases" / case / "case.json").read_text())["stages"][0]
    return torch.tensor(stage["token_ids"][0]["ids"])


@torch.no_grad()
def differences():
    """Largest absolute difference of each network's output to the recorded one."""
    largest = lambda a, b: float((a - b).abs().max())
    case = "sd15_txt2img_nocfg_two_images"
    unet_inputs = [tensor(case, f"first_call_{name}") for name in ("sample", "timestep", "encoder_hidden_states")]
    kl_input, tiny_input = tensor("vae_kl_encode_decode", "decoder_input"), tensor("taesd_encode_decode", "decoder_input")
    unet = load(UNet((8, 16, 16), 1, 32, heads=4, groups=4), "sd15", "unet", *unet_inputs)
    text = load(ClipTextEncoder(32, 64, 2, 4, 760), "sd15", "text_encoder", ids(case))
    kl = load(KlDecoder((8, 8, 16, 16), 2, 4), "lcm", "vae_decoder", kl_input)
    tiny = load(TinyDecoder(8), "taesd", "vae_decoder", tiny_input)
    states, pooled = text(ids(case))
    return {
        "unet": largest(unet(*unet_inputs), tensor(case, "first_call_output")),
        "text encoder": max(largest(states[0], tensor(case, "first_call_encoder_hidden_states")[0]),
                            largest(pooled, tensor(case, "text_0_pooler_output"))),
        "kl decoder": largest(kl(kl_input), tensor("vae_kl_encode_decode", "decoder_output")),
        "tiny decoder": largest(tiny(tiny_input), tensor("taesd_encode_decode", "decoder_output")),
    }
