namespace Scumble.Lab;

/// <summary>A way to write golden cases down: it recognises its own files, whatever else lies in the folder.</summary>
internal abstract class GoldenFormat
{
    /// <summary>The name that the format gives itself.</summary>
    public abstract string Id { get; }

    /// <summary>The case that a file holds or stands for, or null where the file is none of this format's cases.</summary>
    /// <param name="path">Any file.</param>
    /// <param name="name">What to call the case.</param>
    public abstract GoldenCase? Read(string path, string name);
}
