using Scumble.Families;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Interop;

/// <summary>A plane of a network's as a picture [h, w, 1] of 0..1 in float32, for kernels that derive maps from it. Owns its buffers. One thread.</summary>
internal sealed class HeightPicture : IDisposable
{
    private readonly VulkanTensorOps _ops;
    private readonly Tensor _picture;
    private readonly Tensor _halves;
    private Tensor? _indices;
    private (TensorShape Planes, CropWindow Window) _indexed;

    public HeightPicture(VulkanTensorOps ops, int width, int height)
    {
        _ops = ops;
        var shape = new TensorShape(height, width, 1);
        _picture = ops.Create(shape, ElementType.Float32);
        _halves = ops.Create(shape, ElementType.Float32);
        // exp(0) / 2: a constant without an upload
        ops.Exp(_halves, 0, _halves);
        ops.Scale(_halves, 0.5, _halves);
    }

    /// <summary>(value + 1) / 2 of one plane inside the window, between 0 and 1. Overwritten by the next call.</summary>
    public Tensor From(VulkanTensor planes, int channel, CropWindow window)
    {
        var (channels, rows, columns) = (planes.Shape[1], planes.Shape[2], planes.Shape[3]);
        using var all = _ops.Reshape(planes, new TensorShape(channels, rows, columns));
        using var plane = _ops.View(all, channel, 1);
        if (window == new CropWindow(0, 0, columns, rows))
        {
            using var whole = _ops.Reshape(plane, _picture.Shape);
            _ops.Combine(_picture, 0.5, whole, 1, _halves);
        }
        else
        {
            _ops.Gather(_picture, plane, Indices(plane.Shape, window));
            _ops.Combine(_picture, 0.5, _picture, 1, _halves);
        }
        _ops.Clamp(_picture, _picture, 0, 1);
        return _picture;
    }

    public void Dispose()
    {
        _picture.Dispose();
        _halves.Dispose();
        _indices?.Dispose();
    }

    // Where each pixel of the window stands in the plane; the same from one texture to the next.
    private Tensor Indices(TensorShape plane, CropWindow window)
    {
        if (_indices is not null && _indexed == (plane, window)) return _indices;
        _indices?.Dispose();
        _indices = _ops.Create(_picture.Shape, ElementType.Int32);
        var indices = new int[window.Width * window.Height];
        for (var i = 0; i < indices.Length; i++)
            indices[i] = (window.Y + i / window.Width) * plane[2] + window.X + i % window.Width;
        _ops.UploadIndices(_indices, indices);
        _indexed = (plane, window);
        return _indices;
    }
}
