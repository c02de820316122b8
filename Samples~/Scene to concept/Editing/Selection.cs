using System.Numerics;
using LiveWindow;

namespace SceneToConcept;

/// <summary>The objects that are picked. Immutable.</summary>
/// <param name="Ids">Their ids.</param>
internal sealed record Selection(IReadOnlySet<int> Ids)
{
    public static Selection None { get; } = new(new HashSet<int>());

    /// <summary>After a click.</summary>
    /// <param name="id">What was clicked, 0 for nothing.</param>
    /// <param name="modifiers">With control it joins or leaves those that were picked; with shift all come that are made of the same.</param>
    /// <param name="prompts">Of all objects, by id.</param>
    public Selection Click(int id, InputModifiers modifiers, IReadOnlyDictionary<int, string> prompts)
    {
        if (id == 0) return modifiers == 0 ? None : this;
        if (modifiers.HasFlag(InputModifiers.Shift)) return new(prompts.Where(pair => pair.Value == prompts[id]).Select(pair => pair.Key).ToHashSet());
        if (!modifiers.HasFlag(InputModifiers.Control)) return new(new HashSet<int> { id });
        var ids = Ids.ToHashSet();
        if (!ids.Remove(id)) ids.Add(id);
        return new(ids);
    }

    /// <summary>The smallest box around what is picked, or around everything where nothing is.</summary>
    public (Vector3 Least, Vector3 Greatest) Bounds(IEnumerable<(int Id, Vector3 Place)> corners)
    {
        var (least, greatest) = (new Vector3(float.PositiveInfinity), new Vector3(float.NegativeInfinity));
        foreach (var (id, place) in corners)
            if (Ids.Count == 0 || Ids.Contains(id)) (least, greatest) = (Vector3.Min(least, place), Vector3.Max(greatest, place));
        return (least, greatest);
    }
}
