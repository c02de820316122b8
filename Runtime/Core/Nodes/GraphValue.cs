using System.Text.Json;

namespace Scumble.Nodes;

/// <summary>A graph within a graph; no wire carries it.</summary>
internal sealed record GraphValue(JsonElement Json) : NodeValue
{
    public override PortType Type => PortType.Any;

    public override string Identity => Json.GetRawText();
}
