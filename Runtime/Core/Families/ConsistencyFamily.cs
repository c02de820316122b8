// Y. Song, P. Dhariwal, M. Chen, I. Sutskever, "Consistency models", 2023.
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>A consistency model on pixels: 1 to 8 steps.</summary>
    public static ModelFamily Consistency { get; } = Add(new ConsistencyFamily());
}

internal sealed class ConsistencyFamily : PixelFamily
{
    public override string Id => "consistency";

    public override string Name => "Consistency model";

    public override IReadOnlyList<string> ClassNames { get; } = ["ConsistencyModelPipeline"];

    protected override int UsualSteps => 1;

    /// <summary>The graph is any pixel U-Net's; the scheduler tells.</summary>
    public static bool IsConsistency(ModelFolder folder) => folder.Components.TryGetValue("scheduler", out var scheduler)
        && scheduler.Values().Text("_class_name", scheduler.ClassName) == "CMStochasticIterativeScheduler";

    public override bool Matches(ModelFolder folder) => IsPixelUNet(folder) && IsConsistency(folder);
}
