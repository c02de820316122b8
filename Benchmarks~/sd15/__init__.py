"""The networks of Stable Diffusion 1.5 in plain PyTorch. Parameters carry the names of the published checkpoints."""
