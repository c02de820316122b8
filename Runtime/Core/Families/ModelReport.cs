using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Models;

namespace Scumble.Families;

/// <summary>What a model folder is, what it can do, and what is wrong with it, found without opening a graph.</summary>
/// <param name="Family">The family, or null where none is recognised.</param>
/// <param name="Defaults">What it uses where a request says nothing; null where the folder does not make sense.</param>
/// <param name="Scheduler">What its scheduler's file says; null likewise.</param>
/// <param name="Abilities">What it can do, in a few words each.</param>
/// <param name="Problems">What keeps it from running; none if it should run.</param>
public sealed record ModelReport(
    ModelFamily? Family, ModelDefaults? Defaults, SchedulerConfig? Scheduler, IReadOnlyList<string> Abilities, IReadOnlyList<ScumbleException> Problems)
{
    /// <summary>The model's <see cref="ModelFolder.ContentHash"/>; null where a file of the folder cannot be read, which is among the problems.</summary>
    public string? ContentHash { get; init; }

    /// <summary>What it can do, to be asked; null where the folder does not make sense.</summary>
    public ModelAbilities? Can { get; init; }

    /// <summary>Looks at a folder. Never throws for what is in it.</summary>
    public static ModelReport Of(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var problems = new List<ScumbleException>();
        var family = Try(() => ModelFamilies.Of(folder));
        foreach (var name in family is null ? [] : Try(() => family.GraphsOf(folder)) ?? family.Graphs)
            Try(() => folder.RequireGraph(name));
        foreach (var component in folder.Components.Values.Where(component => component.HasGraph))
        {
            Try(() =>
            {
                GraphCheck.Require(component.Header);
                return component;
            });
        }
        // One whose text encoder is left out is read by nobody.
        foreach (var tokenizer in folder.Components.Values.Where(component => component.IsTokenizer && folder.Has(component.Name.Replace("tokenizer", "text_encoder", StringComparison.Ordinal))))
            Try(() => Tokenizers.Require(tokenizer));
        var defaults = family is null ? null : Try(() => family.Defaults(folder));
        var scheduler = family is null or AutoencoderFamily ? null : Try(() => family.Scheduler(folder));
        var abilities = defaults is null || problems.Count > 0 ? null : Try(() => ModelAbilities.Of(family!, folder, defaults));
        var hash = Try(() => folder.ContentHash);
        return new ModelReport(family, defaults, scheduler, abilities?.Words ?? [], [.. problems.DistinctBy(problem => problem.Message)]) { ContentHash = hash, Can = abilities };

        T? Try<T>(Func<T> look) where T : class
        {
            try
            {
                return look();
            }
            catch (ScumbleException e)
            {
                problems.Add(e);
                return null;
            }
        }
    }
}
