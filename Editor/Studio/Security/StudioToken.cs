using System.Security.Cryptography;
using System.Text;

namespace Scumble.Studio;

/// <summary>The secret that the printed address holds and every request must know.</summary>
internal sealed class StudioToken
{
    private const int Bytes = 24;

    private readonly byte[] _value;

    private StudioToken(string text) => (Text, _value) = (text, Encoding.UTF8.GetBytes(text));

    /// <summary>The token.</summary>
    public string Text { get; }

    /// <summary>A random one.</summary>
    public static StudioToken Create() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Whether a text is the token, in a time that does not tell how much of it is right.</summary>
    public bool Is(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), _value);
}
