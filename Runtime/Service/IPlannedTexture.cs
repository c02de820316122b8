using Scumble.Materials;
using Scumble.Output;

namespace Scumble.Service;

/// <summary>What is to be made, of a request or of a graph: what it is known by, and the work. Opens models no sooner than it must. One thread.</summary>
internal interface IPlannedTexture
{
    /// <summary>A hash of all that makes it but the request and the product's version: a model's content, or a graph's models and files. Null where some of that is not there.</summary>
    /// <exception cref="Diagnostics.ScumbleException">A model's name is unknown, or its folder damaged.</exception>
    string? Source { get; }

    /// <summary>The one hash of the texture.</summary>
    /// <exception cref="Diagnostics.ScumbleException">It cannot be made.</exception>
    string Identity { get; }

    /// <summary>Makes it.</summary>
    /// <param name="bench">Where generations are done.</param>
    /// <exception cref="Diagnostics.ScumbleException">It cannot be made.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    MadeTexture Make(IGenerationBench bench);

    /// <summary>What a file of a map carries, so that it can be made again; asked for once it is made.</summary>
    IReadOnlyList<PngText> Texts(MaterialMap map);
}
