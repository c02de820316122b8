// Unicode Standard Annex 15, "Unicode normalization forms", form C: decompose canonically, put marks into the order of their combining
// classes, compose each mark with the last starter unless a mark of the same class, or a starter, stands between.
// Hangul syllables compose by arithmetic (The Unicode Standard, 3.12): S = (L 21 + V) 28 + T.
using System.Globalization;
using System.Text;

namespace Scumble.Text;

/// <summary>
/// Normalization form C. The runtime's own does nothing where globalization is invariant, as it is here. Thread-safe.
/// </summary>
internal static class CanonicalComposition
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;

    private const int Leads = 19, Vowels = 21, Tails = 28;

    private static readonly Dictionary<int, int[]> Decompositions = [];

    private static readonly Dictionary<(int First, int Second), int> Compositions = [];

    private static readonly Dictionary<int, byte> Classes = [];

    static CanonicalComposition()
    {
        using var stream = typeof(CanonicalComposition).Assembly.GetManifestResourceStream("Scumble.Text.CanonicalComposition.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var words = line.Split(' ');
            if (words[0] == "C")
            {
                for (var code = Hex(words[1]); code <= Hex(words[2]); code++) Classes.Add(code, byte.Parse(words[3], CultureInfo.InvariantCulture));
                continue;
            }
            var parts = words[2..].Select(Hex).ToArray();
            Decompositions.Add(Hex(words[1]), parts);
            if (words[0] == "D") Compositions.Add((parts[0], parts[1]), Hex(words[1]));
        }
    }

    /// <summary>The text in form C; lone surrogates become U+FFFD.</summary>
    public static string Normalize(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, codes);
        Order(codes);
        return Compose(codes);
    }

    private static int Hex(string word) => int.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int Class(int code) => Classes.GetValueOrDefault(code);

    private static void Decompose(int code, List<int> codes)
    {
        if (Decompositions.TryGetValue(code, out var parts))
        {
            foreach (var part in parts) Decompose(part, codes);
        }
        else if (code - SyllableBase is >= 0 and < Leads * Vowels * Tails and var s)
        {
            codes.AddRange([LeadBase + s / (Vowels * Tails), VowelBase + s / Tails % Vowels]);
            if (s % Tails != 0) codes.Add(TailBase + s % Tails);
        }
        else
        {
            codes.Add(code);
        }
    }

    // A stable sort of each run of marks.
    private static void Order(List<int> codes)
    {
        for (var start = 0; start < codes.Count; start++)
        {
            if (Class(codes[start]) == 0) continue;
            var end = start;
            while (end < codes.Count && Class(codes[end]) != 0) end++;
            if (end - start > 1)
            {
                var ordered = codes.GetRange(start, end - start).OrderBy(Class).ToArray();
                for (var i = start; i < end; i++) codes[i] = ordered[i - start];
            }
            start = end;
        }
    }

    private static string Compose(List<int> codes)
    {
        var composed = new List<int>(codes.Count);
        var starter = -1;
        foreach (var code in codes)
        {
            var isAdjacent = starter == composed.Count - 1;
            var isBlocked = !isAdjacent && Class(composed[^1]) >= Class(code);
            if (starter >= 0 && !isBlocked && Join(composed[starter], code) is { } joined)
            {
                composed[starter] = joined;
                continue;
            }
            if (Class(code) == 0) starter = composed.Count;
            composed.Add(code);
        }
        var text = new StringBuilder(composed.Count);
        foreach (var code in composed) text.Append(new Rune(code));
        return text.ToString();
    }

    private static int? Join(int first, int second)
    {
        if (first - LeadBase is >= 0 and < Leads and var l && second - VowelBase is >= 0 and < Vowels and var v)
            return SyllableBase + ((l * Vowels) + v) * Tails;
        if (first - SyllableBase is >= 0 and < Leads * Vowels * Tails and var s && s % Tails == 0 && second - TailBase is > 0 and < Tails and var t)
            return first + t;
        return Compositions.TryGetValue((first, second), out var joined) ? joined : null;
    }
}
