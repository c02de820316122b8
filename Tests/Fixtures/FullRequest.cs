using System.Collections;
using System.Reflection;
using Scumble.Imaging;
using Scumble.Stages;

namespace Scumble.Tests.Fixtures;

/// <summary>A request in which every member is set (but for sigmas, which exclude timesteps), and the same with any one of them changed.</summary>
public static class FullRequest
{
    public static Image Start { get; } = Pictures.Noise(4, 3, 3, 1);

    public static Image Mask { get; } = Pictures.Noise(4, 3, 1, 2);

    public static Image Edges { get; } = Pictures.Noise(5, 3, 3, 3);

    public static TextureRequest Create() => new()
    {
        Prompt = "mossy \"cobble\" ünï",
        NegativePrompt = "snow",
        ClassLabel = 3,
        Seed = ulong.MaxValue,
        Steps = 7,
        Width = 256,
        Height = 512,
        Tile = TileMode.Y,
        Guidance = new() { Scale = 2.25, End = 1.5, Curve = Scumble.Sampling.GuidanceCurve.Cosine, Interval = new(0.28, 2.9), Rescale = 0.7, TrueScale = 1.25, ImageScale = 1.75 },
        Sampling = new() { Sampler = "dpmpp_2m", Schedule = "karras", Eta = 0.5, BrownianNoise = true, BaseSteps = 9, Timesteps = [999, 0.1] },
        Start = new() { Image = PictureSource.FromImage(Start, "start.png"), Mask = PictureSource.FromImage(Mask, "mask.png"), Strength = 0.6, Fit = PictureFit.Contain, MaskRule = MaskRule.Latent, Feather = 3 },
        Text = new() { Syntax = Scumble.Text.PromptSyntax.Plain, EncoderPrompts = ["a", "b"], EncoderNegativePrompts = ["c"], MaxSequenceLength = 77, ClipSkip = 2 },
        SizeCondition = new() { OriginalWidth = 640, OriginalHeight = 480, CropLeft = 3, CropTop = 5, TargetWidth = 1024, TargetHeight = 512 },
        NegativeSizeCondition = new() { CropTop = 6 },
        Controls = [new() { Model = "controlnet", Image = PictureSource.FromImage(Edges, "edges.png"), Extract = new() { Id = "canny", Settings = [new("low", 50)] }, Fit = PictureFit.Stretch, Scale = 0.5, Start = 0.1, End = 0.9 }],
        Refiner = new() { Start = 0.75, AestheticScore = 7, NegativeAestheticScore = 3 },
        Approximate = true,
    };

    /// <summary>For each member at any depth, found by reflection: its name, and the request with another value there. A type of member that is not known here throws.</summary>
    public static IEnumerable<(string Member, TextureRequest Changed)> Changed(TextureRequest request) =>
        Others(request, "").Select(other => (other.Member, (TextureRequest)other.Value));

    private static IEnumerable<(string Member, object Value)> Others(object whole, string path)
    {
        foreach (var property in whole.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null))
            foreach (var (member, value) in OthersOf(property.GetValue(whole), property.PropertyType, $"{path}{property.Name}"))
            {
                var clone = whole.GetType().GetMethod("<Clone>$")!.Invoke(whole, [])!;
                property.SetValue(clone, value);
                yield return (member, clone);
            }
    }

    private static IEnumerable<(string Member, object Value)> OthersOf(object? value, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var (item, items) = (type.GetGenericArguments()[0], (((IEnumerable?)value) ?? Array.Empty<object>()).Cast<object>().ToArray());
            for (var i = 0; i < items.Length; i++)
                foreach (var (member, other) in OthersOf(items[i], item, $"{path}[{i}]")) yield return (member, List(item, [.. items[..i], other, .. items[(i + 1)..]]));
            yield return ($"{path}, one more", List(item, [.. items, .. items.Length > 0 ? [items[0]] : new[] { Other(null, item, path) }]));
        }
        else if (type.Namespace!.StartsWith(nameof(Scumble), StringComparison.Ordinal) && type.GetMethod("<Clone>$") is not null)
        {
            foreach (var other in Others(value ?? Activator.CreateInstance(type)!, $"{path}.")) yield return other;
        }
        else yield return (path, Other(value, type, path));
    }

    private static object Other(object? value, Type type, string path) => value switch
    {
        _ when type == typeof(string) => value + "x",
        _ when type == typeof(bool) => !((bool?)value ?? false),
        _ when type == typeof(int) => ((int?)value ?? 0) + 1,
        _ when type == typeof(ulong) => ((ulong?)value ?? 0) ^ 1,
        _ when type == typeof(double) => ((double?)value ?? 0) + 0.0625,
        _ when type.IsEnum => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value)),
        _ when type == typeof(PictureSource) => PictureSource.FromImage(Pictures.Noise(4, 3, 3, 99), value?.ToString() ?? "other"),
        _ when type == typeof(ControlNetSource) => ControlNetSource.FromString(value + "x"),
        _ => throw new NotSupportedException($"{path} is a {type}: say here how to change it, and see that it counts for identity."),
    };

    private static object List(Type item, object[] items)
    {
        var array = Array.CreateInstance(item, items.Length);
        items.CopyTo(array, 0);
        return typeof(FullRequest).GetMethod(nameof(ListOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, [array])!;
    }

    private static ValueList<T> ListOf<T>(T[] items) => ValueList.Create<T>(items);
}
