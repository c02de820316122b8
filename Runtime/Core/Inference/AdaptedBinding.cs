using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>
/// A binding that takes Float32 tensors for ports of any floating type, converting at each run where they differ, and host numbers for
/// ports of any type. Owns what it creates, not the session nor the bound tensors. One thread; a run allocates nothing.
/// </summary>
/// <param name="ops">The arithmetic of the session's device.</param>
/// <param name="session">The graph.</param>
public sealed class AdaptedBinding(ITensorOps ops, IInferenceSession session) : IDisposable
{
    private readonly IInferenceBinding _binding = session.CreateBinding();
    private readonly Dictionary<string, (Tensor Bound, Tensor Given)> _inputs = [];
    private readonly Dictionary<string, (Tensor Bound, Tensor Given)> _outputs = [];
    private readonly List<(Tensor Target, Tensor Source)> _before = [];
    private readonly List<(Tensor Target, Tensor Source)> _after = [];
    private readonly List<HostNumbers> _numbers = [];
    private bool _isComplete;

    /// <summary>The graph.</summary>
    public IInferenceSession Session => session;

    /// <summary>Binds an input; the same tensor again costs nothing, another replaces it.</summary>
    /// <exception cref="ScumbleException">The shape does not fit the port.</exception>
    public void BindInput(TensorPort port, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(port);
        ArgumentNullException.ThrowIfNull(tensor);
        if (Bind(_inputs, port, tensor) is not { } bound) return;
        _binding.BindInput(port.Name, bound);
        Pair(_before, _inputs, isInput: true);
    }

    /// <summary>Binds an output; the same tensor again costs nothing, another replaces it.</summary>
    /// <exception cref="ScumbleException">The shape does not fit the port.</exception>
    public void BindOutput(TensorPort port, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(port);
        ArgumentNullException.ThrowIfNull(tensor);
        if (Bind(_outputs, port, tensor) is not { } bound) return;
        _binding.BindOutput(port.Name, bound);
        Pair(_after, _outputs, isInput: false);
    }

    /// <summary>Binds numbers of the host to an input: a scalar where the port has no dimensions, else of a shape.</summary>
    /// <param name="port">The input.</param>
    /// <param name="shape">The shape where the port has dimensions; a dimension that the port fixes wins, and one that it has more is 1.</param>
    public HostNumbers BindNumbers(TensorPort port, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(port);
        int[] dimensions = [.. port.Dimensions.Select((d, i) => d >= 0 ? d : i < shape.Rank ? shape[i] : 1)];
        var numbers = new HostNumbers(port, new TensorShape(dimensions));
        _numbers.Add(numbers);
        BindInput(port, numbers.Tensor);
        return numbers;
    }

    /// <summary>Runs the graph and returns when the outputs are written.</summary>
    /// <exception cref="ScumbleException">An input is not bound, or the runtime failed.</exception>
    public void Run()
    {
        if (!_isComplete) Complete();
        foreach (var (target, source) in _before) ops.Convert(target, source);
        _binding.Run();
        foreach (var (target, source) in _after) ops.Convert(target, source);
    }

    /// <summary>Releases the binding and what it created.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        foreach (var (bound, given) in _inputs.Values.Concat(_outputs.Values))
            if (!ReferenceEquals(bound, given)) bound.Dispose();
        foreach (var numbers in _numbers) numbers.Dispose();
    }

    // What to bind, or null where nothing changes.
    private Tensor? Bind(Dictionary<string, (Tensor Bound, Tensor Given)> ports, TensorPort port, Tensor tensor)
    {
        if (ports.TryGetValue(port.Name, out var old))
        {
            if (ReferenceEquals(old.Given, tensor)) return null;
            if (!ReferenceEquals(old.Bound, old.Given) && old.Bound.Shape == tensor.Shape)
            {
                ports[port.Name] = (old.Bound, tensor);
                return old.Bound;
            }
            if (!ReferenceEquals(old.Bound, old.Given)) old.Bound.Dispose();
        }
        var bound = tensor.ElementType == port.ElementType || !IsFloating(tensor.ElementType) || !IsFloating(port.ElementType)
            ? tensor : ops.Create(tensor.Shape, port.ElementType);
        ports[port.Name] = (bound, tensor);
        return bound;
    }

    private static void Pair(List<(Tensor, Tensor)> conversions, Dictionary<string, (Tensor Bound, Tensor Given)> ports, bool isInput)
    {
        conversions.Clear();
        conversions.AddRange(ports.Values.Where(pair => !ReferenceEquals(pair.Bound, pair.Given))
            .Select(pair => isInput ? (pair.Bound, pair.Given) : (pair.Given, pair.Bound)));
    }

    // Switches that exporters leave in the graph: whether hidden states are wanted (yes), whether a Python dictionary is (it makes no difference).
    private void Complete()
    {
        foreach (var port in session.Inputs.Where(port => !_inputs.ContainsKey(port.Name)))
        {
            if (port.ElementType != ElementType.Bool)
                throw new ScumbleException($"'{session.ModelPath}' wants the input {port}, which nothing here provides.",
                    "The model is of a kind that is not supported, or was exported with other inputs than its layout has.");
            BindNumbers(port, new TensorShape([.. port.Dimensions.Select(_ => 1)])).Fill(1);
        }
        _isComplete = true;
    }

    private static bool IsFloating(ElementType type) => type is ElementType.Float16 or ElementType.Float32 or ElementType.Float64;
}
