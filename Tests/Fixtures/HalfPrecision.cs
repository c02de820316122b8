using System.Runtime.InteropServices;
using static Scumble.Tests.Fixtures.ProtobufFields;

namespace Scumble.Tests.Fixtures;

/// <summary>
/// A graph of a tiny model in half precision (onnx.proto): its float inputs, outputs and weights become halves, and what lies between computes
/// in single precision, as ONNX Runtime's CPU does with halves anyway.
/// </summary>
public static class HalfPrecision
{
    private const int Graph = 7, Node = 1, Weight = 5, Input = 11, Output = 12, Shapes = 13, Single = 1, Half = 10;

    private const string Suffix = ".single";

    /// <summary>Converts a file in place.</summary>
    public static void Convert(string path) => File.WriteAllBytes(path, Write(
        Read(File.ReadAllBytes(path)).Select(field => field.Number == Graph ? field with { Bytes = ConvertGraph(Read(field.Bytes)) } : field)));

    private static byte[] ConvertGraph(List<Field> graph)
    {
        var inputs = graph.Where(field => field.Number == Input && TypeOf(field) == Single).Select(NameOfPort).ToArray();
        var outputs = graph.Where(field => field.Number == Output && TypeOf(field) == Single).Select(NameOfPort).ToArray();
        HashSet<string> renamed = [.. inputs, .. outputs];
        var weights = graph.Where(field => field.Number == Weight && IsSingle(field)).Select(field => Read(field.Bytes).Single(f => f.Number == 8).Text).ToArray();
        return
        [
            .. inputs.SelectMany(name => OnnxFile.Node("Cast", [name], name + Suffix, ("to", [Single]))),
            .. weights.SelectMany(name => OnnxFile.Node("Cast", [name + ".half"], name, ("to", [Single]))),
            .. Write(graph.Where(field => field.Number != Shapes).Select(field => field.Number switch
            {
                Node => field with { Bytes = Write(Read(field.Bytes).Select(f => f.Number is 1 or 2 && renamed.Contains(f.Text) ? Named(f, f.Text + Suffix) : f)) },
                Weight when IsSingle(field) => field with { Bytes = ConvertWeight(Read(field.Bytes)) },
                Input or Output when TypeOf(field) == Single => field with { Bytes = ConvertPort(Read(field.Bytes)) },
                _ => field,
            })),
            .. outputs.SelectMany(name => OnnxFile.Node("Cast", [name + Suffix], name, ("to", [Half]))),
        ];
    }

    // TensorProto: data_type 2, name 8, raw_data 9.
    private static byte[] ConvertWeight(List<Field> tensor) => Write(tensor.Select(field => field.Number switch
    {
        2 => field with { Value = Half },
        8 => Named(field, field.Text + ".half"),
        9 => field with { Bytes = [.. MemoryMarshal.Cast<byte, float>(field.Bytes).ToArray().SelectMany(value => BitConverter.GetBytes((System.Half)value))] },
        _ => field,
    }));

    // ValueInfoProto: name 1, type 2 { tensor_type 1 { elem_type 1 } }.
    private static byte[] ConvertPort(List<Field> port) => Write(port.Select(field => field.Number != 2 ? field : field with
    {
        Bytes = Write(Read(field.Bytes).Select(type => type with { Bytes = Write(Read(type.Bytes).Select(f => f.Number == 1 ? f with { Value = Half } : f)) })),
    }));

    private static ulong TypeOf(Field port) => Read(Read(Read(port.Bytes).Single(f => f.Number == 2).Bytes).Single(f => f.Number == 1).Bytes).Single(f => f.Number == 1).Value;

    private static string NameOfPort(Field port) => Read(port.Bytes).Single(f => f.Number == 1).Text;

    private static bool IsSingle(Field weight) => Read(weight.Bytes).Any(f => f.Number == 2 && f.Value == Single);

    private static Field Named(Field field, string name) => field with { Bytes = System.Text.Encoding.UTF8.GetBytes(name) };
}
