"""Writes the trained networks as a model folder: ONNX graphs with large matrices and filters in eight bits, all else in float16,
tokenizer, configurations."""
import json
from pathlib import Path

import torch

from .autoencoder import CHANNELS, FACTOR, LATENT
from .blocks import Dense, WrapConv
from .controlnet import PICTURE
from .noise_rotation import NoiseRotation
from .onnx_graph import write_graph
from .sample import GUIDANCE
from .text_encoder import WIDTH
from .weights import ROWS
from .words import LENGTH

LEVELS, FEW = 127, 42   # that a weight of eight bits has, each side of zero: the denoiser's have few, since a picture does not show it and files pack a fifth smaller
PREVIEW = "vae_decoder_preview"
ROTATION = "noise_rotation"
VAE = {"_class_name": "AutoencoderKL", "in_channels": CHANNELS, "out_channels": CHANNELS, "latent_channels": LATENT,
       "scaling_factor": 1.0, "shift_factor": 0.0, "downscale_factor": FACTOR,
       "channels": ["base_color.r", "base_color.g", "base_color.b", "height", "roughness", "metallic"]}
DEFAULTS = {"default_sampler": "euler", "default_size": 512, "size_multiple": 64, "min_size": 64, "max_size": 2048}


def round_weights(*modules):
    """To what float16 can hold, so that PyTorch computes with the very numbers that the files store."""
    for module in modules:
        for tensor in (*module.parameters(), *module.buffers()):
            if tensor.is_floating_point():
                tensor.data.copy_(tensor.data.half().float())


def round_to_eight(*modules, levels=LEVELS):
    """The large matrices and filters to eight bits with a scale for each output, which the layers keep for `Graph.matrix`."""
    for layer in (layer for module in modules for layer in module.modules()):
        if isinstance(layer, (WrapConv, Dense)) and layer.weight.numel() >= ROWS:
            weight = layer.weight.data
            layer.eight = (weight.flatten(1).abs().amax(1) / levels).clamp_min(1e-6).half().float().view(-1, *[1] * (weight.ndim - 1))
            weight.copy_((weight / layer.eight).round().clamp(-levels, levels) * layer.eight)


def export(model, encoder, decoder, words, folder, options, eight=True, preview=None, controls=None):
    """model: text encoder and U-Net; options: what it is used with, as sample.TEACHER; eight: whether large matrices are stored in eight
    bits; preview: the decoder of previews, if there is one; controls: the ControlNets, if there are any. Everything moves to the CPU in
    float32."""
    folder = Path(folder)
    for name in ("text_encoder", "unet", "vae_encoder", "vae_decoder", "scheduler", ROTATION):
        (folder / name).mkdir(parents=True, exist_ok=True)
    rotation = NoiseRotation()
    for module in (model, encoder, decoder):
        module.cpu().float().eval()
    round_weights(model, encoder, decoder, rotation)
    if eight:
        round_to_eight(model.text, encoder, decoder)
        round_to_eight(model.unet, levels=FEW)
    for name, network in (("text_encoder", model.text), ("unet", model.unet), ("vae_encoder", encoder), ("vae_decoder", decoder), (ROTATION, rotation)):
        write_graph(network, folder / name / "model.onnx")
    words.save_tokenizer(folder / "tokenizer")
    write(folder / "vae_encoder" / "config.json", VAE)
    write(folder / "vae_decoder" / "config.json", VAE)
    if preview is not None:
        export_preview(preview, folder)
    write(folder / "text_encoder" / "config.json", {"_class_name": "ScumbleTextEncoder", "hidden_size": WIDTH,
                                                    "max_position_embeddings": LENGTH, "vocab_size": len(words.vocabulary)})
    write(folder / "unet" / "config.json", {"_class_name": "UNet2DConditionModel", "in_channels": LATENT, "out_channels": LATENT,
                                            "sample_size": 32, "cross_attention_dim": WIDTH, "padding": "wrap"})
    write(folder / "scheduler" / "scheduler_config.json", {"_class_name": "FlowMatchEulerDiscreteScheduler",
                                                           "num_train_timesteps": 1000, "shift": options["shift"]})
    used = {"default_steps": options["steps"], "default_guidance": options["guidance"], **DEFAULTS}
    write(folder / "model_index.json", {
        "_class_name": "ScumbleMaterialPipeline", "scumble": {**used, **({"max_guidance": GUIDANCE[1]} if model.unet.jumps else {})},
        "tokenizer": ["transformers", "BertTokenizer"], "text_encoder": ["optimum", "ORTModelTextEncoder"],
        "unet": ["optimum", "ORTModelUnet"], "vae_encoder": ["optimum", "ORTModelVaeEncoder"],
        "vae_decoder": ["optimum", "ORTModelVaeDecoder"], "scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"],
        ROTATION: ["optimum", "ORTModelNoiseRotation"],
        **({f"controlnet_{kind}": ["optimum", "ORTModelControlNet"] for kind in controls.parts()} if controls else {})})
    if controls:
        export_controls(controls, folder, eight)


def export_controls(controls, folder, eight=True):
    """The ControlNets' folders of a model folder; its index names them already."""
    controls.cpu().float().eval()
    round_weights(controls)
    if eight:
        round_to_eight(controls, levels=FEW)
    for kind, net in controls.parts().items():
        (folder / f"controlnet_{kind}").mkdir(parents=True, exist_ok=True)
        write_graph(net, folder / f"controlnet_{kind}" / "model.onnx")
        write(folder / f"controlnet_{kind}" / "config.json", {"_class_name": "ControlNetModel", "in_channels": LATENT, "conditioning_channels": PICTURE,
                                                              "cross_attention_dim": WIDTH, "padding": "wrap"})


def export_text(text, folder):
    """The text encoder of a model folder, whose other files stay as they are."""
    text.cpu().float().eval()
    round_weights(text)
    round_to_eight(text)
    write_graph(text, Path(folder) / "text_encoder" / "model.onnx")


def export_preview(network, folder):
    """Adds the decoder of previews to a model folder."""
    (Path(folder) / PREVIEW).mkdir(parents=True, exist_ok=True)
    network.cpu().float().eval()
    round_weights(network)
    round_to_eight(network)
    write_graph(network, Path(folder) / PREVIEW / "model.onnx")
    write(Path(folder) / PREVIEW / "config.json", VAE)


def write(path, values):
    path.write_text(json.dumps(values, indent=2) + "\n")


@torch.no_grad()
def check(model, encoder, decoder, words, folder, controls=None):
    """Largest absolute difference between each exported graph in ONNX Runtime (CPU) and PyTorch, at two sizes."""
    import onnxruntime
    worst, rotation = {}, NoiseRotation()
    round_weights(rotation)
    run = lambda part, **inputs: onnxruntime.InferenceSession(
        str(Path(folder) / part / "model.onnx"), providers=["CPUExecutionProvider"]).run(
        None, {k: v.numpy() for k, v in inputs.items()})[0]
    generator = torch.Generator().manual_seed(3)
    randn = lambda *shape: torch.randn(*shape, generator=generator)

    def compare(part, expected, **inputs):
        difference = float((torch.from_numpy(run(part, **inputs)) - expected).abs().max())
        worst[part] = max(worst.get(part, 0.0), difference)

    ids = words.batch(["mossy cobblestone, wet", "", "blue ceramic hexagon tiles with white grout, glossy"])
    states = model.text(ids)
    compare("text_encoder", states, input_ids=ids)
    for height, width in ((32, 32), (8, 20)):
        x, timestep = randn(3, LATENT, height, width), torch.tensor([999.0, 500.0, 1.0])
        residuals = model.unet.shapes(3, height, width)
        given = {name: 0.1 * randn(*shape) for name, shape in residuals.items()}
        jump = {"timestep_next": torch.tensor([750.0, 250.0, 0.0]), "guidance": torch.tensor([1.0, 3.0, 5.5])} if model.unet.jumps else {}
        velocity = model.unet(x, timestep, states, list(given.values()), *jump.values())
        compare(ROTATION, rotation(x, states), sample=x, encoder_hidden_states=states)
        compare("unet", velocity, sample=x, timestep=timestep, encoder_hidden_states=states, **jump, **given)
        for kind, net in controls.parts().items() if controls else ():
            picture = torch.rand(3, PICTURE, FACTOR * height, FACTOR * width, generator=generator)
            guided = {"guidance": jump["guidance"]} if net.guided else {}
            compare(f"controlnet_{kind}", net(picture, x, timestep, states, *guided.values())[0], sample=x, timestep=timestep,
                    encoder_hidden_states=states, controlnet_cond=picture, **guided)
        image = torch.tanh(randn(2, CHANNELS, FACTOR * height, FACTOR * width))
        compare("vae_encoder", encoder(image), sample=image)
        compare("vae_decoder", decoder(x), latent_sample=x)
    return worst
