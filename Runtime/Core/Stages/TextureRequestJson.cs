using System.Text.Json.Serialization;

namespace Scumble.Stages;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TextureRequest))]
[JsonSerializable(typeof(InputName))]
[JsonSerializable(typeof(double[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(ControlRequest[]))]
[JsonSerializable(typeof(ExtractorSetting[]))]
internal sealed partial class TextureRequestJson : JsonSerializerContext;
