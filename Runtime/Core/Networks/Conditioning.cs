using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>What a network is told besides the sample and its time, for one prompt: tensors of one row each, by the names of the network's inputs. One thread.</summary>
public sealed class Conditioning : IDisposable
{
    private readonly Dictionary<string, Tensor> _rows = [];
    private readonly Dictionary<string, Tensor> _forAll = [];
    private readonly List<Tensor> _owned = [];

    /// <summary>The tensors, Float32 [1, ...].</summary>
    public IReadOnlyDictionary<string, Tensor> Rows => _rows;

    /// <summary>Tensors that are the same for every prompt and have no dimension for rows, Float32.</summary>
    public IReadOnlyDictionary<string, Tensor> ForAll => _forAll;

    /// <summary>Adds a tensor that somebody else owns and keeps alive.</summary>
    public void Add(string name, Tensor row) => _rows.Add(name, row);

    /// <summary>Adds a tensor and owns it.</summary>
    public void AddOwned(string name, Tensor row)
    {
        _owned.Add(row);
        _rows.Add(name, row);
    }

    /// <summary>Adds a tensor without a dimension for rows, and owns it.</summary>
    public void AddForAll(string name, Tensor tensor)
    {
        _owned.Add(tensor);
        _forAll.Add(name, tensor);
    }

    /// <summary>Adds a few numbers, [1, count].</summary>
    public void AddNumbers(ITensorOps ops, string name, params ReadOnlySpan<float> numbers)
    {
        ArgumentNullException.ThrowIfNull(ops);
        var row = ops.Create(new TensorShape(1, numbers.Length), ElementType.Float32);
        ops.Upload(row, numbers);
        AddOwned(name, row);
    }

    /// <summary>Adds one number, [1].</summary>
    public void AddNumber(ITensorOps ops, string name, double number)
    {
        ArgumentNullException.ThrowIfNull(ops);
        var row = ops.Create(new TensorShape(1), ElementType.Float32);
        ops.Upload(row, [(float)number]);
        AddOwned(name, row);
    }

    /// <summary>Releases what it owns.</summary>
    public void Dispose()
    {
        foreach (var tensor in _owned) tensor.Dispose();
    }
}
