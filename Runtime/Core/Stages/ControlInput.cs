using Scumble.Models;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>A ControlNet and the picture that it is to steer by.</summary>
/// <param name="Network">The ControlNet: a component of the model, or from elsewhere.</param>
/// <param name="Picture">[1, 3, h, w] of the stage's canvas, 0..1. Copied.</param>
/// <param name="Span">How strongly it steers, and where in the run.</param>
public sealed record ControlInput(ModelComponent Network, Tensor Picture, ControlSpan Span);
