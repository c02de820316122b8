using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>Values as pictures in host memory.</summary>
internal static class HostValues
{
    /// <summary>A value whole; null where it has no pixels.</summary>
    public static GraphOutput? Read(IImageOps images, string name, string node, NodeValue value)
    {
        if (value is PictureValue picture) return new(name, node, picture.Type, Image.Download(images.Tensors, picture.Picture.Tensor), null);
        if (value is not MaterialValue material) return null;
        var maps = new MaterialMaps(material.Maps.ToDictionary(map => map.Key, map => Image.Download(images.Tensors, map.Value.Tensor)));
        return new(name, node, PortType.Material, maps.BaseColor, maps);
    }

    /// <summary>A small picture of a value, its longer edge at most so long; null where it has no pixels.</summary>
    public static Image? Preview(IImageOps images, NodeValue value, int edge)
    {
        if (value.Pictures.FirstOrDefault()?.Tensor is not { } first) return null;
        var picture = value is MaterialValue material ? material.Maps[MaterialMap.BaseColor].Tensor : first;
        var (height, width) = (picture.Shape[0], picture.Shape[1]);
        var to = Resize.SizeWithin(width, height, edge);
        if (to == (width, height)) return Image.Download(images.Tensors, picture);
        using var small = images.Tensors.Create(new TensorShape(to.Height, to.Width, picture.Shape[2]), ElementType.Float32);
        images.Resize(small, picture, TileMode.None);
        return Image.Download(images.Tensors, small);
    }

    /// <summary>Waits until a value is there: devices work on by themselves.</summary>
    public static void Finish(IImageOps images, NodeValue value)
    {
        if (value.Pictures.FirstOrDefault()?.Tensor is not { } picture) return;
        using var row = images.Tensors.View(picture, 0, 1);
        images.Tensors.Download(row, new float[row.Shape.ElementCount]);
    }
}
