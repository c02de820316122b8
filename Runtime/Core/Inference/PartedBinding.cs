using Scumble.Graphs;
using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>
/// Tensors for a graph in parts. What one part passes to later ones is made at the first run, which does each part twice, to learn the shapes; further runs allocate nothing
/// until an input of another shape is bound. Owns what it makes. One thread.
/// </summary>
internal sealed class PartedBinding(IInferenceSession owner, IReadOnlyList<IInferenceSession> parts, IReadOnlyList<TensorPort> passed, ITensorOps ops, Action between) : IInferenceBinding
{
    private readonly IInferenceBinding[] _bindings = [.. parts.Select(part => part.CreateBinding())];
    private readonly Dictionary<string, Tensor> _inputs = [];
    private readonly Dictionary<string, Tensor> _passed = [];
    private bool _isReady;

    public void BindInput(string name, Tensor tensor)
    {
        _ = owner.Input(name);
        for (var i = 0; i < parts.Count; i++)
            if (Has(parts[i].Inputs, name)) _bindings[i].BindInput(name, tensor);
        if (!_inputs.TryGetValue(name, out var old) || old.Shape != tensor.Shape) _isReady = false;
        _inputs[name] = tensor;
    }

    public void BindOutput(string name, Tensor tensor)
    {
        _ = owner.Output(name);
        for (var i = 0; i < parts.Count; i++)
            if (Has(parts[i].Outputs, name)) _bindings[i].BindOutput(name, tensor);
    }

    public void Run(CancellationToken cancellation = default)
    {
        if (!_isReady) Forget();
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0) between();
            if (!_isReady && Prepare(i, cancellation)) between();
            _bindings[i].Run(cancellation);
        }
        _isReady = true;
    }

    public void Dispose()
    {
        foreach (var binding in _bindings) binding.Dispose();
        Forget();
    }

    // Learns the shapes of what a part passes on, once it can run, and makes room.
    private bool Prepare(int part, CancellationToken cancellation)
    {
        TensorPort[] own = [.. passed.Where(port => Has(parts[part].Outputs, port.Name))];
        if (own.Length == 0) return false;
        using var asking = parts[part].CreateBinding();
        foreach (var port in parts[part].Inputs)
            if ((_inputs.GetValueOrDefault(port.Name) ?? _passed.GetValueOrDefault(port.Name)) is { } tensor) asking.BindInput(port.Name, tensor);
        var shapes = own.Select(port => ops.Create(new TensorShape(port.Dimensions.Count), ElementType.Float32)).ToArray();
        try
        {
            for (var i = 0; i < own.Length; i++) asking.BindOutput(GraphPart.ShapeOf(own[i].Name), shapes[i]);
            asking.Run(cancellation);
            for (var i = 0; i < own.Length; i++) Pass(own[i], Read(shapes[i]));
            return true;
        }
        finally
        {
            foreach (var shape in shapes) shape.Dispose();
        }
    }

    private void Pass(TensorPort port, TensorShape shape)
    {
        var tensor = _passed[port.Name] = ops.Create(shape, port.ElementType);
        for (var i = 0; i < parts.Count; i++)
        {
            if (Has(parts[i].Outputs, port.Name)) _bindings[i].BindOutput(port.Name, tensor);
            else if (Has(parts[i].Inputs, port.Name)) _bindings[i].BindInput(port.Name, tensor);
        }
    }

    private TensorShape Read(Tensor shape)
    {
        var numbers = new float[shape.Shape.ElementCount];
        ops.Download(shape, numbers);
        return new TensorShape([.. numbers.Select(number => (int)number)]);
    }

    private void Forget()
    {
        foreach (var tensor in _passed.Values) tensor.Dispose();
        _passed.Clear();
    }

    private static bool Has(IReadOnlyList<TensorPort> ports, string name) => ports.Any(port => port.Name == name);
}
