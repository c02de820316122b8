using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>Runs graphs on one device. Thread-safe. Dispose it after its sessions.</summary>
public interface IInferenceBackend : IDisposable
{
    /// <summary>What it runs on, and why nothing before that was taken.</summary>
    BackendChoice Choice { get; }

    /// <summary>The arithmetic on the tensors that its sessions take.</summary>
    ITensorOps Ops { get; }

    /// <summary>Opens a graph; sessions may be opened from several threads at once. The caller disposes it.</summary>
    /// <param name="source">The graph's file, and what is changed in it.</param>
    /// <exception cref="ScumbleException">The file is missing, damaged, cannot be changed so, or asks for what the device cannot do.</exception>
    IInferenceSession Open(GraphSource source);
}
