"""Writes the networks as model folders: sd15-kl and sd15-tiny differ in the decoder; sd15-control is the latter with ControlNets for depth and edges."""
import json
import os
import shutil
from pathlib import Path

import torch

from .build import WIDTHS, build
from .controlnet import residual_levels, residual_names, skip_widths
from .onnx_export import export
from .tokenizer import write_tokenizer

LENGTH = 77
SCHEDULER = {"_class_name": "LCMScheduler", "num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012,
             "beta_schedule": "scaled_linear", "original_inference_steps": 50, "prediction_type": "epsilon", "set_alpha_to_one": True,
             "steps_offset": 0, "timestep_scaling": 10.0, "timestep_spacing": "leading"}
INDEX = {"_class_name": "StableDiffusionPipeline", "tokenizer": ["transformers", "CLIPTokenizer"],
         "text_encoder": ["transformers", "CLIPTextModel"], "unet": ["diffusers", "UNet2DConditionModel"],
         "scheduler": ["diffusers", "LCMScheduler"]}


def write_folders(out, width="full", seed=0, half=True):
    """Writes OUT/sd15-kl and OUT/sd15-tiny; what both have is on the disk once, as hard links."""
    kl, tiny = Path(out) / "sd15-kl", Path(out) / "sd15-tiny"
    for folder in (kl, tiny):
        if folder.exists():
            raise FileExistsError(f"{folder} exists; remove it or choose another folder")
    work = Path(out) / ".unfinished"
    shutil.rmtree(work, ignore_errors=True)
    write_shared(work / tiny.name, width, seed, half)
    shutil.copytree(work / tiny.name, work / kl.name, copy_function=os.link)
    write_decoder(work / kl.name, "kl_decoder", "AutoencoderKL", width, seed, half)
    write_decoder(work / tiny.name, "tiny_decoder", "AutoencoderTiny", width, seed, half)
    for folder in (kl, tiny):
        (work / folder.name).rename(folder)
    work.rmdir()


def write_control(out, width="full", seed=0, half=True):
    """Writes OUT/sd15-control, beside OUT/sd15-tiny, of which it shares all but the U-Net. Both ControlNets are one network."""
    tiny, control = Path(out) / "sd15-tiny", Path(out) / "sd15-control"
    if control.exists():
        raise FileExistsError(f"{control} exists; remove it or choose another folder")
    work = Path(out) / ".unfinished"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(tiny, work, copy_function=os.link, ignore=shutil.ignore_patterns("model.onnx_data", "unet"))
    shutil.rmtree(work / "unet", ignore_errors=True)
    write_unet(work / "unet", width, seed, half, steered=True)
    sizes, names = WIDTHS[width]["controlnet"], residual_names(WIDTHS[width]["unet"]["widths"], WIDTHS[width]["unet"]["depth"])
    plane = {0: "batch", 2: "height", 3: "width"}
    export(build("controlnet", width, seed), work / "controlnet_depth" / "model.onnx",
           inputs={**unet_inputs(sizes["context"]), "controlnet_cond": torch.zeros(2, 3, 64, 64)}, outputs=names,
           dynamic={"sample": plane, "timestep": {0: "batch"}, "encoder_hidden_states": {0: "batch", 1: "sequence"},
                    "controlnet_cond": {0: "batch", 2: "picture_height", 3: "picture_width"},
                    **{name: {0: "batch", 2: f"height_{level}", 3: f"width_{level}"}
                       for name, level in zip(names, residual_levels(sizes["widths"], sizes["depth"]))}}, half=half)
    write_json(work / "controlnet_depth" / "config.json", {
        "_class_name": "ControlNetModel", "in_channels": 4, "conditioning_channels": 3, "block_out_channels": sizes["widths"],
        "layers_per_block": sizes["depth"], "cross_attention_dim": sizes["context"]})
    shutil.copytree(work / "controlnet_depth", work / "controlnet_edge", copy_function=os.link)
    work.rename(control)


def write_shared(folder, width, seed, half):
    sizes = WIDTHS[width]
    text = sizes["text_encoder"]
    write_tokenizer(folder / "tokenizer", LENGTH)
    write_json(folder / "scheduler" / "scheduler_config.json", SCHEDULER)

    export(build("text_encoder", width, seed), folder / "text_encoder" / "model.onnx",
           inputs={"input_ids": torch.zeros(2, LENGTH, dtype=torch.long)}, outputs=["last_hidden_state", "pooler_output"],
           dynamic={name: {0: "batch"} for name in ("input_ids", "last_hidden_state", "pooler_output")}, half=half)
    write_json(folder / "text_encoder" / "config.json", {
        "architectures": ["CLIPTextModel"], "model_type": "clip_text_model", "hidden_size": text["width"],
        "intermediate_size": text["inner"], "num_hidden_layers": text["depth"], "num_attention_heads": text["heads"],
        "hidden_act": "quick_gelu", "max_position_embeddings": LENGTH, "vocab_size": 49408})

    write_unet(folder / "unet", width, seed, half, steered=False)


def unet_inputs(context):
    return {"sample": torch.zeros(2, 4, 8, 8), "timestep": torch.zeros(2, dtype=torch.long), "encoder_hidden_states": torch.zeros(2, LENGTH, context)}


def write_unet(folder, width, seed, half, steered):
    """steered: it takes the residuals of ControlNets."""
    unet = WIDTHS[width]["unet"]
    plane = {0: "batch", 2: "height", 3: "width"}
    inputs = unet_inputs(unet["context"])
    dynamic = {"sample": plane, "timestep": {0: "batch"}, "encoder_hidden_states": {0: "batch", 1: "sequence"}, "out_sample": plane}
    if steered:
        channels = [*skip_widths(unet["widths"], unet["depth"]), unet["widths"][-1]]
        for name, level, count in zip(residual_names(unet["widths"], unet["depth"]), residual_levels(unet["widths"], unet["depth"]), channels):
            inputs[name] = torch.zeros(2, count, 8 >> level, 8 >> level)
            dynamic[name] = {0: "batch", 2: f"height_{level}", 3: f"width_{level}"}
    export(build("unet", width, seed), folder / "model.onnx", inputs=inputs, outputs=["out_sample"], dynamic=dynamic, half=half, weights_beside=True)
    write_json(folder / "config.json", {
        "_class_name": "UNet2DConditionModel", "sample_size": 64, "in_channels": 4, "out_channels": 4,
        "block_out_channels": unet["widths"], "layers_per_block": unet["depth"], "cross_attention_dim": unet["context"],
        "attention_head_dim": unet["heads"], "norm_num_groups": unet["groups"],
        "down_block_types": ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
        "up_block_types": ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3})


def write_decoder(folder, network, class_name, width, seed, half):
    plane = {0: "batch", 2: "height", 3: "width"}
    export(build(network, width, seed), folder / "vae_decoder" / "model.onnx", inputs={"latent_sample": torch.zeros(2, 4, 8, 8)},
           outputs=["sample"], dynamic={"latent_sample": plane, "sample": plane}, half=half)
    sizes = WIDTHS[width][network]
    write_json(folder / "vae_decoder" / "config.json", {
        "_class_name": class_name, "latent_channels": 4, "out_channels": 3,
        "block_out_channels": sizes.get("widths") or [sizes["width"]] * 4,
        "scaling_factor": 0.18215 if network == "kl_decoder" else 1.0})
    write_json(folder / "model_index.json", {**INDEX, "vae": ["diffusers", class_name]})


def write_json(path, values):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, indent=2) + "\n")
