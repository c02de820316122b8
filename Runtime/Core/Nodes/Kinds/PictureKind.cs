using Scumble.Diagnostics;
using Scumble.Formats;
using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>A picture file.</summary>
internal sealed class PictureKind : NodeKind
{
    private readonly NodeParameter _file;
    private readonly NodePort _output;

    public PictureKind() : base("picture", "Picture file", NodeCategory.InputOutput, SeamRule.Breaks, "A PNG, JPEG or WebP file in the graph's folder, resampled to the graph's size.")
    {
        _file = File("file", "The file's name.");
        _output = Out("output", PortType.Picture, "The picture.");
    }

    public override string Keywords => "image bitmap photo load";

    internal override Task<string> FingerprintAsync(NodeRun run)
    {
        try
        {
            return Task.FromResult(Convert.ToHexStringLower(FileDigest.Of(GraphFolder.Find(run.Options.Folder, run.Text(_file)))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The picture '{run.Text(_file)}' cannot be read: {e.Message}", "Check the file.", e);
        }
    }

    private protected override void Run(NodeRun run) => run.Set(_output, run.Upload(ImageFiles.Read(GraphFolder.Find(run.Options.Folder, run.Text(_file))), run.Tile));
}

public static partial class NodeKinds
{
    /// <summary>A picture file.</summary>
    public static NodeKind Picture { get; } = Add(new PictureKind());
}
