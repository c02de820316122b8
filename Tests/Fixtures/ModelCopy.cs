namespace Scumble.Tests.Fixtures;

/// <summary>A copy of one of the tiny models with recorded runs, to rearrange or damage; removed with everything in it.</summary>
public sealed class ModelCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="name">"sd15", "sdxl"...</param>
    public ModelCopy(string name)
    {
        var source = System.IO.Path.Combine(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models"), name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = _folder[System.IO.Path.GetRelativePath(source, file)];
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    /// <summary>Removes a file or folder.</summary>
    public ModelCopy Without(string name)
    {
        if (Directory.Exists(this[name])) Directory.Delete(this[name], true);
        else File.Delete(this[name]);
        return this;
    }

    /// <summary>Gives a folder another name.</summary>
    public ModelCopy Moved(string from, string to)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[to])!);
        Directory.Move(this[from], this[to]);
        return this;
    }

    public void Dispose() => _folder.Dispose();
}
