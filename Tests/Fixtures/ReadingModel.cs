namespace Scumble.Tests.Fixtures;

/// <summary>The tiny inpainting model with fewer channels behind its latent: the first convolution reads the first ones alone, with the weights that it has.</summary>
public static class ReadingModel
{
    private const int GraphField = 7, WeightField = 5, InputField = 11, RawField = 9;

    private const int Kernel = 3 * 3 * sizeof(float);

    /// <summary>A copy, which the caller disposes.</summary>
    /// <param name="channels">At most 9: 8 as instruct-pix2pix has, 5 as Stable Diffusion 2 depth.</param>
    /// <param name="rows">The batch that the graph takes; -1 leaves it open.</param>
    public static ModelCopy Create(int channels, int rows = -1)
    {
        var copy = new ModelCopy("sd15-inpaint");
        File.Delete(copy["model_index.json"]);
        var path = copy["unet/model.onnx"];
        var model = ProtobufFields.Read(File.ReadAllBytes(path));
        var graph = model.FindIndex(field => field.Number == GraphField);
        var fields = ProtobufFields.Read(model[graph].Bytes);
        var weight = fields.FindIndex(field => field.Number == WeightField && IsNamed(field, 8, "m.conv_in.weight"));
        var raw = ProtobufFields.Read(fields[weight].Bytes).Single(field => field.Number == RawField).Bytes!;
        var cut = Enumerable.Range(0, 8).SelectMany(output => raw.Skip(output * 9 * Kernel).Take(channels * Kernel)).ToArray();
        fields[weight] = ProtobufFields.Read(OnnxFile.Weight("m.conv_in.weight", [8, channels, 3, 3], cut)).Single();
        fields[fields.FindIndex(field => field.Number == InputField && IsNamed(field, 1, "sample"))] = ProtobufFields.Read(OnnxFile.Input("sample", rows, channels, -1, -1)).Single();
        model[graph] = model[graph] with { Bytes = ProtobufFields.Write(fields) };
        File.WriteAllBytes(path, ProtobufFields.Write(model));
        return copy;
    }

    private static bool IsNamed(ProtobufFields.Field field, int number, string name) =>
        ProtobufFields.Read(field.Bytes).Any(inner => inner.Number == number && inner.Bytes is not null && inner.Text == name);
}
