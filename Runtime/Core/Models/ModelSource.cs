using Scumble.Diagnostics;

namespace Scumble.Models;

/// <summary>Where a model lies, and what is taken in place of parts of it: paths, of which none need be there yet. Immutable; equal where all paths are. A string is a folder alone.</summary>
/// <param name="Path">The model's folder.</param>
public sealed record ModelSource(string Path)
{
    /// <summary>Which of several graphs of a component is taken (<see cref="ModelFolder.Variant"/>).</summary>
    public string? Variant { get; init; }

    /// <summary>A folder whose autoencoder replaces the model's, such as TAESD; null for the model's own.</summary>
    public string? Autoencoder { get; init; }

    /// <summary>The folder of a refiner that goes on where the model stops, or null.</summary>
    public string? Refiner { get; init; }

    /// <summary>Whether all its folders are there.</summary>
    public bool Exists => new[] { Path, Autoencoder, Refiner }.All(folder => folder is null || Directory.Exists(folder));

    /// <summary>A folder alone.</summary>
    public static implicit operator ModelSource(string path) => new(path);

    /// <summary>The same as the conversion.</summary>
    public static ModelSource FromString(string path) => new(path);

    /// <summary>Reads the model's folder, with the other autoencoder in it. Opens no graph.</summary>
    /// <exception cref="ScumbleException">A folder is missing or damaged, or holds no autoencoder.</exception>
    public ModelFolder OpenFolder()
    {
        var folder = ModelFolder.Open(Path, Variant);
        if (Autoencoder is null) return folder;
        var parts = ModelFolder.Open(Autoencoder).Components.Values.Where(component => component.Name is "vae_decoder" or "vae_encoder").ToArray();
        return parts.Length > 0 ? folder.With(parts)
            : throw new ScumbleException($"'{Autoencoder}' holds no autoencoder: there is no folder vae_decoder in it.", "Name a folder with vae_decoder, and vae_encoder for pictures to start from.");
    }

    /// <summary>Reads the refiner's folder.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="ScumbleException">It is missing or damaged.</exception>
    public ModelFolder? OpenRefiner() => Refiner is null ? null : ModelFolder.Open(Refiner);
}
