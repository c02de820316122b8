using Scumble.Stages;

namespace Scumble.Service;

/// <summary>What a game asks of the service: a texture, of which model, and how much of it. Immutable.</summary>
/// <param name="Texture">What to make. Without a seed it gets one, which <see cref="TextureHandle.Request"/> tells.</param>
public sealed record ServiceRequest(TextureRequest Texture)
{
    /// <summary>The name of one of <see cref="ServiceOptions.Models"/>; null for <see cref="ServiceOptions.Model"/>.</summary>
    public string? Model { get; init; }

    /// <summary>Only the picture, or a material's base colour, and none of the other maps.</summary>
    public bool PictureOnly { get; init; }

    /// <summary>The service's own seed, deadline and priority apart, two requests that are equal are one texture.</summary>
    public static implicit operator ServiceRequest(TextureRequest texture) => new(texture);

    /// <summary>The same as the conversion.</summary>
    public static ServiceRequest FromTextureRequest(TextureRequest texture) => new(texture);
}
