"""A model folder as the package runs it: tokenizer, text encoder, denoiser, autoencoder, each from its file, in PyTorch."""
import json
from pathlib import Path

import torch

from .onnx_run import OnnxGraph
from .sample import levels
from .words import encode


class FolderModel:
    """Pictures are [n, 6, s, s] in -1..1: base colour r, g, b (sRGB), height, roughness, metallic."""

    def __init__(self, folder, device, steps=None, guidance=None):
        folder, self.device = Path(folder), device
        read = lambda name: json.loads((folder / name).read_text(encoding="utf-8"))
        defaults, self.scheduler = read("model_index.json")["scumble"], read("scheduler/scheduler_config.json")
        self.steps, self.guidance = steps or defaults["default_steps"], defaults["default_guidance"] if guidance is None else guidance
        self.size, decoder = defaults["default_size"], read("vae_decoder/config.json")
        self.factor, self.channels = decoder["downscale_factor"], decoder["latent_channels"]
        self.length = read("tokenizer/tokenizer_config.json")["model_max_length"]
        self.ids = {piece: i for i, piece in enumerate((folder / "tokenizer" / "vocab.txt").read_text(encoding="utf-8").split())}
        part = lambda name: OnnxGraph(folder / name / "model.onnx", device)
        self.text, self.unet, self.encoder, self.decoder = part("text_encoder"), part("unet"), part("vae_encoder"), part("vae_decoder")
        self.rotation = part("noise_rotation") if (folder / "noise_rotation").exists() else None
        self.unused = {name: torch.zeros(1, width, 1, 1) for name, width in self.unet.dims.items() if name.endswith("residual")}
        nets = sorted(folder.glob("controlnet_*/model.onnx"))
        self.controlnets = {path.parent.name.removeprefix("controlnet_"): OnnxGraph(path, device) for path in nets}

    @property
    def calls(self):
        """Of the denoiser, for each picture: a call with guidance counts as two, unless the network takes the scale."""
        return self.steps * (1 if self.guidance == 1 or "guidance" in self.unet.inputs else 2)

    def tokens(self, prompts):
        return torch.tensor([encode(prompt, self.ids, self.length) for prompt in prompts])

    def states(self, prompts):
        return self.text(input_ids=self.tokens(prompts))

    def velocity(self, x, sigma, following, states, controls=None):
        """controls: {kind: (pictures, scale)}, of networks that take the scale of guidance."""
        given = {"sample": x, "timestep": torch.full((len(x),), 1000 * sigma), "encoder_hidden_states": states,
                 "timestep_next": torch.full((len(x),), 1000 * following), "guidance": torch.full((len(x),), float(self.guidance)), **self.unused}
        for kind, (pictures, scale) in (controls or {}).items():
            net = self.controlnets[kind]
            told = {**given, "controlnet_cond": pictures.expand(-1, net.dims["controlnet_cond"], -1, -1)}
            for name, residual in zip(net.outputs, net(**{name: told[name] for name in net.inputs})):
                given[name] = given[name].to(self.device) + scale * residual
        return self.unet(**{name: value for name, value in given.items() if name in self.unet.inputs})

    def latents(self, prompts, size, seed, same=False, batch=32, controls=None):
        """By the Euler method, guided (Ho & Salimans 2022).

        same: every picture begins with the noise of the first; controls: {kind: (pictures [n, 1, size, size] in 0..1, scale)}."""
        sigmas, edge = levels(self.steps, self.scheduler.get("shift", 1.0)), size // self.factor
        generator, out = torch.Generator().manual_seed(seed), []
        noise = torch.randn(1 if same else len(prompts), self.channels, edge, edge, generator=generator).expand(len(prompts), -1, -1, -1)
        empty, fed = self.states([""]), "guidance" in self.unet.inputs
        for i in range(0, len(prompts), batch):
            x, states = noise[i:i + batch].to(self.device), self.states(prompts[i:i + batch])
            if self.rotation:
                x = self.rotation(sample=x, encoder_hidden_states=states)
            shown = {kind: (p[i:i + batch], scale) for kind, (p, scale) in (controls or {}).items()}
            for sigma, following in zip(sigmas, sigmas[1:]):
                if self.guidance == 1 or fed:
                    v = self.velocity(x, sigma, following, states, shown)
                else:
                    both = torch.cat([empty.expand_as(states), states])
                    without, with_prompt = self.velocity(torch.cat([x, x]), sigma, following, both).chunk(2)
                    v = without + self.guidance * (with_prompt - without)
                x = x + (following - sigma) * v
            out.append(x)
        return torch.cat(out)

    def decode(self, latents, batch=16):
        return torch.cat([self.decoder(latent_sample=z).clamp(-1, 1) for z in latents.split(batch)])

    def generate(self, prompts, size, seed, same=False, controls=None):
        """On the device."""
        return self.decode(self.latents(prompts, size, seed, same, controls=controls))

    def rebuild(self, pictures, batch=16):
        return torch.cat([self.decoder(latent_sample=self.encoder(sample=x.to(self.device))).clamp(-1, 1) for x in pictures.split(batch)])
