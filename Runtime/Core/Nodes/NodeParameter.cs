using System.Text.Json;

namespace Scumble.Nodes;

/// <summary>A value that a node has of its own, and that a wire may give instead. Immutable.</summary>
public sealed record NodeParameter
{
    /// <summary>What documents call it: lower case, unique among a node's inputs and parameters.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of value it is.</summary>
    public required ParameterType Type { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Help { get; init; }

    /// <summary>What it is where a document says nothing.</summary>
    public required JsonElement Default { get; init; }

    /// <summary>The least number, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest number, or null; of texts and files the most characters.</summary>
    public double? Maximum { get; init; }

    /// <summary>What a number counts: "px", "°", "tiles"; empty for plain ones.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What a choice may be; empty for others.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What a wire into it carries; null where no wire may lead to it.</summary>
    public PortType? Wire => Type switch
    {
        ParameterType.Number or ParameterType.Integer or ParameterType.Toggle => PortType.Number,
        ParameterType.Choice or ParameterType.Text or ParameterType.File => PortType.Text,
        ParameterType.Seed => PortType.Seed,
        ParameterType.Colour => PortType.Colour,
        ParameterType.Gradient => PortType.Gradient,
        _ => null,
    };
}
