// J. C. Maxwell, "Illustrations of the dynamical theory of gases", 1860, proposition IV: independent normal numbers of one variance have no
// direction, so that Q n is distributed as n for every orthogonal Q. A Q that follows from the prompt alone changes no prompt's distribution, only which
// of its pictures a seed names: prompts that start from the same n differ in their layout.
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>The seed's noise, turned by a model's own graph as the prompt says, for one shape of latents. Owns its buffers, not the session. One thread.</summary>
public sealed class NoiseRotation : INoise, IDisposable
{
    private readonly ITensorOps _ops;
    private readonly IInferenceSession _session;
    private readonly AdaptedBinding _binding;
    private readonly Tensor _noise;
    private readonly Tensor _rotated;
    private readonly Dictionary<string, Tensor> _conditions = [];

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">sample [1, c, h, w], and what the network is told, to out_sample of the sample's shape. Not owned.</param>
    /// <param name="latent">[1, c, h, w].</param>
    /// <exception cref="ScumbleException">The graph has other ports.</exception>
    public NoiseRotation(ITensorOps ops, IInferenceSession session, TensorShape latent)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        var (sample, rotated) = (session.RequireInput(PortNames.Sample), session.RequireOutput(PortNames.Prediction));
        (_ops, _session) = (ops, session);
        _noise = ops.Create(latent, ElementType.Float32);
        _rotated = ops.Create(latent, ElementType.Float32);
        _binding = new AdaptedBinding(ops, session);
        _binding.BindInput(sample, _noise);
        _binding.BindOutput(rotated, _rotated);
    }

    /// <summary>Sets the prompt for all noise from now on.</summary>
    /// <param name="prompt">What the network is told for it, not for the negative prompt. Copied; what the graph does not take is left out.</param>
    public void Set(Conditioning prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        foreach (var (name, tensor) in prompt.Rows)
        {
            if (_session.Inputs.Find(name) is not { } port) continue;
            if (!_conditions.TryGetValue(name, out var known) || known.Shape != tensor.Shape)
            {
                known?.Dispose();
                _conditions[name] = known = _ops.Create(tensor.Shape, ElementType.Float32);
                _binding.BindInput(port, known);
            }
            _ops.Copy(known, tensor);
        }
    }

    /// <inheritdoc/>
    public void Fill(Tensor target, double scale, ulong seed, uint stream)
    {
        Rotate(seed, stream);
        _ops.Scale(target, scale, _rotated);
    }

    /// <inheritdoc/>
    public void Add(Tensor target, double scale, ulong seed, uint stream)
    {
        Rotate(seed, stream);
        _ops.Combine(target, 1, target, scale, _rotated);
    }

    /// <summary>Signs, which have directions, as the seed alone gives them.</summary>
    public void FillSigns(Tensor target, ulong seed, uint stream) => _ops.Noise.FillSigns(target, seed, stream);

    /// <summary>Releases the binding and the buffers.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _noise.Dispose();
        _rotated.Dispose();
        foreach (var tensor in _conditions.Values) tensor.Dispose();
    }

    private void Rotate(ulong seed, uint stream)
    {
        _ops.Noise.Fill(_noise, 1, seed, stream);
        _binding.Run();
    }
}
