using Scumble.Imaging;
using Scumble.Output;

namespace Scumble.Nodes;

/// <summary>Several seeds of one prompt.</summary>
internal sealed class VaryKind : GeneratorKind
{
    private readonly NodeParameter _count, _pick;
    private readonly NodePort _sheet;

    public VaryKind() : base("vary", "Vary", SeamRule.Repeats, "Paints the same prompt with several seeds, and takes one of the results.")
    {
        Begin();
        _count = Integer("count", 4, 1, 16, "How many there are, with successive seeds.");
        _pick = Integer("pick", 1, 1, 16, "Which one goes on; the last where there are fewer.");
        End();
        _sheet = Out("sheet", PortType.Picture, "All of them, side by side.");
    }

    public override string Keywords => "variations batch seeds";

    internal override async Task RunAsync(NodeRun run)
    {
        var (images, count) = (new List<Image>(), run.Integer(_count));
        for (var i = 0; i < count; i++)
        {
            var index = i;
            var result = await MakeAsync(run, request => request with { Seed = unchecked(request.Seed + (ulong)index) }, (index, count)).ConfigureAwait(false);
            images.Add(result.Image(run));
            if (i + 1 == Math.Min(run.Integer(_pick), count)) Give(run, result);
        }
        run.Set(_sheet, run.Upload(ContactSheet.Create(images), TileMode.None));
    }
}

public static partial class NodeKinds
{
    /// <summary>Several seeds of one prompt.</summary>
    public static NodeKind Vary { get; } = Add(new VaryKind());
}
