using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Scumble.Shell;

/// <summary>An option whose value is one number, written the same in every culture; null where it is not given.</summary>
/// <typeparam name="T">The kind of number.</typeparam>
internal sealed class NumberOption<T> : Option<T?> where T : struct, INumber<T>
{
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="valueName">What the help calls the value.</param>
    /// <param name="description">One sentence for the help.</param>
    public NumberOption(string name, string valueName, string description) : base(name)
    {
        HelpName = valueName;
        Description = description;
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (T.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)) return value;
            var kind = T.IsInteger(T.One / (T.One + T.One)) ? "a whole number in range" : "a number";
            result.AddError($"{name} must be {kind}; found '{text}'.");
            return null;
        };
    }
}
