using System.Globalization;
using System.Text;

namespace Scumble.Text;

/// <summary>A part of a prompt and how strongly it counts.</summary>
/// <param name="Text">The words.</param>
/// <param name="Weight">1 as written; above 1 stronger; below 0 the words count against themselves.</param>
public readonly record struct WeightedText(string Text, double Weight)
{
    private const double BracketFactor = 1.1;

    private const int MaxDepth = 64;

    // Brackets multiply: what is beyond is beyond sense, and would be infinite at last.
    private const double MaxWeight = 1e6;

    /// <summary>
    /// Reads <see cref="PromptSyntax.Weighted"/>. Any text is valid: a bracket that is never closed counts to the end, one that was never
    /// opened stands for itself.
    /// </summary>
    public static IReadOnlyList<WeightedText> Parse(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var parts = new List<WeightedText>();
        var open = new Stack<(char Bracket, int FirstPart)>();
        var word = new StringBuilder();
        for (var i = 0; i < prompt.Length; i++)
        {
            switch (prompt[i])
            {
                case '\\' when i + 1 < prompt.Length && "()[]\\".Contains(prompt[i + 1]):
                    word.Append(prompt[++i]);
                    break;
                case '(' or '[' when open.Count < MaxDepth:
                    Flush();
                    open.Push((prompt[i], parts.Count));
                    break;
                case ')' or ']' when open.TryPeek(out var top) && top.Bracket == (prompt[i] == ')' ? '(' : '['):
                    var weight = prompt[i] == ')' ? TakeWeight() ?? BracketFactor : 1 / BracketFactor;
                    Flush();
                    Multiply(open.Pop().FirstPart, weight);
                    break;
                default:
                    word.Append(prompt[i]);
                    break;
            }
        }
        Flush();
        while (open.TryPop(out var left)) Multiply(left.FirstPart, left.Bracket == '(' ? BracketFactor : 1 / BracketFactor);
        return parts;

        void Flush()
        {
            if (word.Length > 0) parts.Add(new WeightedText(word.ToString(), 1));
            word.Clear();
        }

        // "moss:1.3" leaves "moss", and so do "moss:+1.3" and "moss:-0.5".
        double? TakeWeight()
        {
            var text = word.ToString();
            var colon = text.LastIndexOf(':');
            if (colon < 0 || !double.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out var weight) || !double.IsFinite(weight)) return null;
            word.Length = colon;
            return weight;
        }

        void Multiply(int first, double factor)
        {
            for (var i = first; i < parts.Count; i++) parts[i] = parts[i] with { Weight = Math.Clamp(parts[i].Weight * factor, -MaxWeight, MaxWeight) };
        }
    }
}
