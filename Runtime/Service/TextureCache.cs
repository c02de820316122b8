using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Materials;
using Scumble.Output;

namespace Scumble.Service;

/// <summary>
/// Finished textures in a folder: <c>textures</c> holds one file for each identity, <c>requests</c> one for each request that says which texture answers it, so that
/// whoever has the folder needs no model. Files appear whole; what is damaged counts as missing and is removed; several processes may use one folder. One thread.
/// </summary>
internal sealed class TextureCache
{
    private const string Textures = "textures", Requests = "requests", AnswerExtension = ".json";

    // Cleaned down to this share, and looked at again after so many writes, for others write too.
    private const double KeptShare = 0.9;
    private const int WritesBetweenLooks = 64;

    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly bool _isReadOnly;
    private long _bytes;
    private int _writes;

    /// <param name="folder">The folder.</param>
    /// <param name="mostBytes">How large it may become.</param>
    /// <param name="isReadOnly">Whether it is only read: a shipped one.</param>
    /// <exception cref="ScumbleException">It cannot be made.</exception>
    public TextureCache(string folder, long mostBytes, bool isReadOnly)
    {
        (_folder, _mostBytes, _isReadOnly) = (Path.GetFullPath(folder), mostBytes, isReadOnly);
        if (isReadOnly) return;
        try
        {
            foreach (var part in new[] { Textures, Requests })
                foreach (var below in Directory.CreateDirectory(Path.Combine(_folder, part)).EnumerateDirectories()) AtomicFile.RemoveLeftovers(below.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The cache folder '{_folder}' cannot be used: {e.Message}", "Name a folder that can be written, or none.", e);
        }
        _bytes = Clean();
    }

    /// <summary>Textures that are there.</summary>
    public IEnumerable<string> Identities => Files(Textures, CacheEntry.Extension).Select(file => Path.GetFileNameWithoutExtension(file.Name));

    /// <summary>The texture that answers a request.</summary>
    /// <param name="key">The request.</param>
    /// <param name="model">The content hash of what would make it (<see cref="IPlannedTexture.Source"/>); null where there is none, and any will do.</param>
    /// <returns>Null where there is none, or it was damaged.</returns>
    public CacheEntry? Find(string key, string? model) =>
        Answer(key) is { } answer && (model is null || answer.Model == model) ? Read(answer.Identity) : null;

    /// <summary>A texture.</summary>
    /// <returns>Null where it is not there, or was damaged.</returns>
    public CacheEntry? Read(string identity)
    {
        var path = TexturePath(identity);
        try
        {
            if (!File.Exists(path)) return null;
            var entry = CacheEntry.Read(path);
            if (entry.Identity == identity)
            {
                Touch(path);
                return entry;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process removed it just now, or it is not ours to read.
            return null;
        }
        catch (ScumbleException)
        {
            // Removed below.
        }
        Remove(path);
        return null;
    }

    /// <summary>Keeps a texture, if it is not there, and that it answers a request.</summary>
    /// <exception cref="ScumbleException">The folder cannot be written, or the disk is full; nothing half-written stays.</exception>
    public void Keep(string key, CacheEntry entry, CacheAnswer answer, Func<MaterialMap, IReadOnlyList<PngText>> texts)
    {
        if (_isReadOnly) return;
        var path = TexturePath(entry.Identity);
        if (!File.Exists(path))
        {
            var bytes = entry.Encode(texts);
            Write(path, bytes);
            _bytes += bytes.Length;
        }
        Answer(key, answer);
        if (_bytes > _mostBytes || ++_writes % WritesBetweenLooks == 0) _bytes = Clean();
    }

    /// <summary>Remembers which texture answers a request.</summary>
    /// <exception cref="ScumbleException">The folder cannot be written.</exception>
    public void Answer(string key, CacheAnswer answer)
    {
        if (_isReadOnly || Answer(key) == answer) return;
        Write(AnswerPath(key), JsonSerializer.SerializeToUtf8Bytes(answer, CacheAnswer.Json.CacheAnswer));
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        if (_isReadOnly) return;
        foreach (var file in Files(Textures, CacheEntry.Extension).Concat(Files(Requests, AnswerExtension))) Remove(file.FullName);
        _bytes = 0;
    }

    private CacheAnswer? Answer(string key)
    {
        var path = AnswerPath(key);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(RegularFile.ReadBytes(path, RegularFile.MaxTextInBytes), CacheAnswer.Json.CacheAnswer) is { Identity.Length: 64 } answer ? answer : null : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    // What was used least recently goes first; then the answers that lead nowhere.
    private long Clean()
    {
        FileInfo[] files = [.. Files(Textures, CacheEntry.Extension)];
        var bytes = files.Sum(file => file.Length);
        if (bytes <= _mostBytes) return bytes;
        foreach (var file in files.OrderBy(file => file.LastWriteTimeUtc))
        {
            if (bytes <= _mostBytes * KeptShare) break;
            if (Remove(file.FullName)) bytes -= file.Length;
        }
        var left = Identities.ToHashSet();
        foreach (var file in Files(Requests, AnswerExtension))
            if (Answer(Path.GetFileNameWithoutExtension(file.Name)) is not { } answer || !left.Contains(answer.Identity)) Remove(file.FullName);
        return bytes;
    }

    private FileInfo[] Files(string part, string extension)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(_folder, part)) is { Exists: true } folder
                ? [.. folder.EnumerateFiles($"*{extension}", SearchOption.AllDirectories).Where(file => file.Exists)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Write(string path, byte[] bytes)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The cache folder '{_folder}' cannot be written: {e.Message}", "Check the free space and the folder's permissions.", e);
        }
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private void Touch(string path)
    {
        if (_isReadOnly) return;
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it goes a little earlier.
        }
    }

    private bool Remove(string path)
    {
        if (_isReadOnly) return false;
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string TexturePath(string identity) => Path.Combine(_folder, Textures, identity[..2], identity + CacheEntry.Extension);

    private string AnswerPath(string key) => Path.Combine(_folder, Requests, key[..2], key + AnswerExtension);
}
