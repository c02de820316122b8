using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>Embeddings of several encoders side by side. Each result is new and the caller's.</summary>
public static class TensorJoin
{
    /// <summary>[1, L, d_i] to [1, L, width]: features behind each other, zeros behind the last.</summary>
    public static Tensor Features(ITensorOps ops, int width, params IReadOnlyList<Tensor> parts)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(parts);
        var length = parts[0].Shape[1];
        var total = parts.Sum(part => (int)part.Shape.ElementCount);

        // All parts in a row, and a zero after them.
        using var row = ops.Create(new TensorShape(total + 1), ElementType.Float32);
        var places = new int[length * width];
        Array.Fill(places, total);
        var (start, first) = (0, 0);
        foreach (var part in parts)
        {
            var (count, size) = ((int)part.Shape.ElementCount, part.Shape[2]);
            using var view = ops.View(row, start, count);
            using var flat = ops.Reshape(part, new TensorShape(count));
            ops.Copy(view, flat);
            for (var token = 0; token < length; token++)
                for (var d = 0; d < size; d++) places[token * width + first + d] = start + token * size + d;
            (start, first) = (start + count, first + size);
        }
        var joined = ops.Create(new TensorShape(1, length, width), ElementType.Float32);
        using var indices = ops.Create(joined.Shape, ElementType.Int32);
        ops.UploadIndices(indices, places);
        ops.Gather(joined, row, indices);
        return joined;
    }

    /// <summary>[1, L_i, d] to [1, sum L_i, d].</summary>
    public static Tensor Sequence(ITensorOps ops, params IReadOnlyList<Tensor> parts)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(parts);
        var width = parts[0].Shape[^1];
        var joined = ops.Create(new TensorShape(1, parts.Sum(part => part.Shape[1]), width), ElementType.Float32);
        using var rows = ops.Reshape(joined, new TensorShape(joined.Shape[1], width));
        var start = 0;
        foreach (var part in parts)
        {
            using var view = ops.View(rows, start, part.Shape[1]);
            using var flat = ops.Reshape(part, view.Shape);
            ops.Copy(view, flat);
            start += part.Shape[1];
        }
        return joined;
    }

    /// <summary>[1, d_i] to [1, sum d_i].</summary>
    public static Tensor Vectors(ITensorOps ops, params IReadOnlyList<Tensor> parts)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(parts);
        var joined = ops.Create(new TensorShape(1, parts.Sum(part => part.Shape[1])), ElementType.Float32);
        using var flat = ops.Reshape(joined, new TensorShape(joined.Shape[1]));
        var start = 0;
        foreach (var part in parts)
        {
            using var view = ops.View(flat, start, part.Shape[1]);
            using var row = ops.Reshape(part, view.Shape);
            ops.Copy(view, row);
            start += part.Shape[1];
        }
        return joined;
    }
}
