using Scumble.Diagnostics;
using Scumble.Nodes;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>What a game asks of the service: a texture from a prompt or from a graph, of which model, and how much of it. Immutable.</summary>
public sealed record ServiceRequest
{
    /// <summary>A texture from a prompt. Without a seed it gets one, which <see cref="TextureHandle.Request"/> tells.</summary>
    public ServiceRequest(TextureRequest texture) => Texture = texture ?? throw new ArgumentNullException(nameof(texture));

    /// <summary>What a graph gives, at the size that the graph says, with the values that are set in it (<see cref="TextureGraph.With(string, string)"/>).</summary>
    public ServiceRequest(TextureGraph graph) => Graph = graph ?? throw new ArgumentNullException(nameof(graph));

    /// <summary>What to make; null where a graph makes it.</summary>
    public TextureRequest? Texture { get; private init; }

    /// <summary>What makes it; null where that is a model alone.</summary>
    public TextureGraph? Graph { get; }

    /// <summary>The name of the graph's output that is wanted; null where it has but one.</summary>
    public string? Output { get; init; }

    /// <summary>The name of one of <see cref="ServiceOptions.Models"/>; null for <see cref="ServiceOptions.Model"/>. In a graph, the model of nodes that name none.</summary>
    public string? Model { get; init; }

    /// <summary>Only the picture, or a material's base colour, and none of the other maps.</summary>
    public bool PictureOnly { get; init; }

    /// <summary>The words that a placeholder's colour follows from: the prompt, or a graph's name and prompts.</summary>
    internal string Words => Texture?.Prompt ?? string.Join(' ', Graph!.Nodes.Select(node => node.Parameters.GetValueOrDefault("prompt")).Where(prompt => prompt.ValueKind == System.Text.Json.JsonValueKind.String)
        .Select(prompt => prompt.GetString()!).Prepend(Graph.Name));

    /// <summary>The service's own seed, deadline and priority apart, two requests that are equal are one texture.</summary>
    public static implicit operator ServiceRequest(TextureRequest texture) => new(texture);

    /// <summary>What a graph gives.</summary>
    public static implicit operator ServiceRequest(TextureGraph graph) => new(graph);

    /// <summary>The same as the conversion.</summary>
    public static ServiceRequest FromTextureRequest(TextureRequest texture) => new(texture);

    /// <summary>The same as the conversion.</summary>
    public static ServiceRequest FromTextureGraph(TextureGraph graph) => new(graph);

    internal ServiceRequest Seeded() => Texture is { Seed: null } ? this with { Texture = Texture with { Seed = (ulong)Random.Shared.NextInt64(1L << 32) } } : this;

    /// <summary>What is wrong with it as far as that is known at once, or null. A graph's nodes are checked when it runs.</summary>
    internal ScumbleException? Fault()
    {
        try
        {
            Texture?.Validate();
            if (Graph is not null) _ = OutputNode();
            return null;
        }
        catch (ScumbleException e)
        {
            return e;
        }
    }

    /// <summary>The id of the output node that is wanted.</summary>
    /// <exception cref="ScumbleException">There is none, or there are several and none is named.</exception>
    internal string OutputNode()
    {
        (string Name, string Node)[] outputs = [.. Graph!.Outputs];
        (string Name, string Node)[] wanted = Output is null ? outputs : [.. outputs.Where(output => output.Name == Output)];
        if (wanted.Length == 1) return wanted[0].Node;
        var names = string.Join(", ", outputs.Select(output => output.Name));
        throw new InvalidRequestException("output", outputs.Length == 0 ? $"The graph '{Graph.Name}' has no output." : $"The graph '{Graph.Name}' has {wanted.Length} outputs{(Output is null ? "" : $" named '{Output}'")}; one is wanted.",
            outputs.Length == 0 ? "Add an Output node, and wire what you want to it." : $"Name one of {names}, each of another name.");
    }
}
