// T. Kudo, J. Richardson, "SentencePiece", 2018, section 3.2: normalization is compiled into one map from character sequences to strings,
// stored as a double-array trie (J. Aoe, 1989; the units are laid out as in darts-clone):
//   unit = [label or value : offset : flags],  child(node, c) = node ^ offset(node) ^ c, valid if label(child) = c
using System.Buffers.Binary;
using System.Text;
using Scumble.Formats;

namespace Scumble.Text;

/// <summary>SentencePiece's precompiled_charsmap: the longest sequence that the map knows is replaced, everything else stays. Thread-safe.</summary>
internal sealed class CharacterMap
{
    private const int MaxSequence = 64;

    private readonly uint[] _units;
    private readonly byte[] _replacements;

    /// <param name="blob">The trie's size in bytes (32 bits), the trie, the replacements with a zero after each. Empty maps nothing.</param>
    /// <param name="path">Where it was read, for messages.</param>
    /// <exception cref="Diagnostics.ScumbleException">The sizes do not fit.</exception>
    public CharacterMap(ReadOnlySpan<byte> blob, string path)
    {
        (_units, _replacements) = ([], []);
        if (blob.IsEmpty) return;
        var size = blob.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(blob);
        if (size == 0 || size % 4 != 0 || size > blob.Length - 4)
            throw DamagedFile.Because(path, $"the character map of {blob.Length} bytes states a trie of {size}");
        _units = new uint[size / 4];
        for (var i = 0; i < _units.Length; i++) _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(blob[(4 + 4 * i)..]);
        _replacements = blob[(int)(4 + size)..].ToArray();
    }

    /// <summary>The text with every mapped sequence replaced.</summary>
    public string Apply(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var result = new List<byte>(bytes.Length);
        for (var at = 0; at < bytes.Length;)
        {
            if (Longest(bytes.AsSpan(at)) is { Length: > 0 } match)
            {
                var replacement = _replacements.AsSpan(match.Value);
                var end = replacement.IndexOf((byte)0);
                result.AddRange(end < 0 ? replacement : replacement[..end]);
                at += match.Length;
                continue;
            }
            Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out var length);
            result.AddRange(bytes.AsSpan(at, length));
            at += length;
        }
        return System.Text.Encoding.UTF8.GetString([.. result]);
    }

    private (int Length, int Value) Longest(ReadOnlySpan<byte> text)
    {
        var found = (Length: 0, Value: 0);
        if (_units.Length == 0) return found;
        var node = Offset(_units[0]);
        for (var i = 0; i < text.Length && i < MaxSequence; i++)
        {
            node ^= text[i];
            if (node >= (uint)_units.Length || Label(_units[node]) != text[i]) break;
            var unit = _units[node];
            node ^= Offset(unit);
            if (!HasValue(unit) || node >= (uint)_units.Length) continue;
            var value = _units[node] & 0x7fffffff;
            if (value < (uint)_replacements.Length) found = (i + 1, (int)value);
        }
        return found;
    }

    private static bool HasValue(uint unit) => (unit >> 8 & 1) == 1;

    private static uint Label(uint unit) => unit & 0x800000ff;

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 1 << 9) >> 6);
}
