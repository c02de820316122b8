using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Output;

namespace Scumble.Studio;

/// <summary>Writes a finished picture's maps into the project, all or none.</summary>
internal static class MaterialExport
{
    private const int MaxSize = 8192;

    /// <summary>Writes what is asked for.</summary>
    /// <exception cref="FilesThereException">Files of these names are there.</exception>
    /// <exception cref="ScumbleException">There is no such picture, the folder is none of the project's, or a file cannot be written.</exception>
    public static ExportAnswer Write(StudioSession session, ExportAsk ask)
    {
        // What was asked for
        ArgumentNullException.ThrowIfNull(ask);
        var preset = ExportPresets.Find(ask.Preset);
        if (ask.HeightBits is not (8 or 16)) throw new InvalidRequestException("heightBits", $"'heightBits' must be 8 or 16; found {ask.HeightBits}.", "16 keeps slopes smooth.");
        if (ask.Size is < 1 or > MaxSize) throw new InvalidRequestException("size", $"'size' must be from 1 to {MaxSize}; found {ask.Size}.", "Leave it out for the size that it was made in.");
        if (ask.Name.Contains('/', StringComparison.Ordinal)) throw new InvalidRequestException("name", $"'name' must be a name without folders; found '{ask.Name}'.", "Folders are named in 'folder'.");
        var unknown = (ask.Files ?? []).Except(preset.Files.Select(file => file.Suffix)).FirstOrDefault();
        if (unknown is not null) throw new InvalidRequestException("files", $"'{preset.Id}' has no file '{unknown}'.", $"Files: {string.Join(", ", preset.Files.Select(file => file.Suffix))}.");
        var folder = session.Project.Resolve(ask.Folder, "folder");

        // What there is
        var item = session.Runs.Find(ask.Run).Now.Items.ElementAtOrDefault(ask.Item) ?? throw new NotFoundException($"Run '{ask.Run}' has no picture {ask.Item}.", "Pictures count from 0.");
        var picture = session.Runs.FileOf(ask.Run, ask.Item, RunStore.Picture);
        var (texts, recipe) = (PngText.Read(picture), RecipeOf(picture));
        var tile = Enum.TryParse<TileMode>(item.Tile, out var repeats) ? repeats : TileMode.None;
        var files = preset.Files.Where(file => ask.Files?.Contains(file.Suffix) ?? true).Where(file => file.Maps.Any(map => Has(item, map))).ToArray();
        if (files.Length == 0) throw new InvalidRequestException("files", "Nothing is left to write: the picture has none of these maps.", $"It has {string.Join(", ", item.Maps)}.");
        var maps = files.SelectMany(file => file.Maps).Distinct().Where(map => Has(item, map))
            .ToDictionary(map => map, map => TexturePacking.Sized(map, Read(session, ask, item, map), ask.Size, tile));
        if ((ask.Normals ?? preset.Normals) == NormalMapFormat.DirectX && maps.TryGetValue(MaterialMap.Normal, out var normals)) maps[MaterialMap.Normal] = TexturePacking.Flipped(normals);

        // Files
        var written = files.Select(file =>
        {
            var name = $"{ask.Name}{file.Suffix}.png";
            var bytes = PngWriter.Encode(TexturePacking.Pack(file, maps), FormatOf(file, ask.HeightBits), recipe is null ? texts : (recipe with { Map = file.Suffix.TrimStart('.', '_') }).ToTexts());
            return (Name: name, Path: session.Project.Resolve($"{ask.Folder}/{name}", "name"), Bytes: bytes);
        }).ToArray();
        if (!ask.Overwrite && written.Where(file => File.Exists(file.Path)).Select(file => file.Name).ToArray() is { Length: > 0 } there) throw new FilesThereException(ask.Folder, there);
        Directory.CreateDirectory(folder);
        AtomicFile.WriteAll([.. written.Select(file => (file.Path, file.Bytes))]);
        return new ExportAnswer(ask.Folder, folder, [.. written.Select(file => file.Name)]);
    }

    private static bool Has(RunItem item, MaterialMap map) => item.Maps.Contains(map.FileSuffix) || (map == MaterialMap.BaseColor && item.Maps.Contains(RunStore.Picture));

    private static Image Read(StudioSession session, ExportAsk ask, RunItem item, MaterialMap map) =>
        ImageFiles.Read(session.Runs.FileOf(ask.Run, ask.Item, item.Maps.Contains(map.FileSuffix) ? map.FileSuffix : RunStore.Picture));

    // Pictures of a graph may carry other texts.
    private static Recipe? RecipeOf(string picture)
    {
        try
        {
            return Recipe.Read(picture);
        }
        catch (ScumbleException)
        {
            return null;
        }
    }

    private static PngFormat FormatOf(ExportFile file, int heightBits) => file.Single switch
    {
        { } map when map == MaterialMap.Height => new(heightBits, false),
        { } map => MaterialWriter.FormatOf(map),
        null => PngFormat.Data,
    };
}
