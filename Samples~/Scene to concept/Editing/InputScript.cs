using System.Globalization;
using System.Numerics;
using LiveWindow;
using Scumble.Diagnostics;

namespace SceneToConcept;

/// <summary>Recorded input, a line for each thing that the user does; every frame takes <see cref="FrameSeconds"/>. Empty lines and those that begin with # say nothing.</summary>
internal sealed class InputScript
{
    public const float FrameSeconds = 1f / 30;

    public const string Usage = "hold KEYS SECONDS, look DX DY, click X Y [ctrl|shift], key [ctrl+][shift+]KEY, type TEXT, drop FILE, size WIDTH HEIGHT, wait SECONDS, idle, expect TEXT, shot FILE.png";

    private const int LookFrames = 8;

    private static readonly Dictionary<string, int> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["enter"] = Keys.Enter,
        ["esc"] = Keys.Escape,
        ["tab"] = Keys.Tab,
        ["backspace"] = Keys.Backspace,
        ["delete"] = Keys.Delete,
        ["left"] = Keys.Left,
        ["right"] = Keys.Right,
        ["home"] = Keys.Home,
        ["end"] = Keys.End,
    };

    private readonly Queue<ScriptFrame> _frames = new();

    private InputScript()
    {
    }

    /// <summary>Whether all of it has passed.</summary>
    public bool IsOver => _frames.Count == 0;

    /// <summary>Reads a script.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="text">Its lines.</param>
    /// <exception cref="ScumbleException">A line is not understood; the message says which.</exception>
    public static InputScript Parse(string name, string text)
    {
        var script = new InputScript();
        foreach (var (i, line) in text.Split('\n').Select(line => line.Trim()).Index())
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var (verb, rest) = line.IndexOf(' ') is var space and > 0 ? (line[..space], line[(space + 1)..].Trim()) : (line, "");
            if (!script.Add(verb, rest, rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                throw new ScumbleException($"Line {i + 1} of '{name}' is not understood: '{line}'.", $"Lines are: {Usage}.");
        }
        return script;
    }

    /// <summary>What happens in the next frame. A frame that waits until nothing runs comes again and again till then.</summary>
    /// <param name="isIdle">Whether nothing runs.</param>
    public ScriptFrame Next(bool isIdle) =>
        _frames.TryPeek(out var next) && (isIdle || !next.AwaitsIdle) ? _frames.Dequeue() : new ScriptFrame();

    private bool Add(string verb, string rest, string[] words)
    {
        switch (verb)
        {
            case "hold" when words is [var keys, var time] && Number(time) is { } seconds && keys.All(char.IsAsciiLetterOrDigit):
                Input([.. keys.ToUpperInvariant().Select(key => Key(InputKind.KeyDown, key, 0))]);
                Wait(seconds);
                Input([.. keys.ToUpperInvariant().Select(key => Key(InputKind.KeyUp, key, 0))]);
                return true;
            case "look" when words is [var dx, var dy] && Number(dx) is { } x && Number(dy) is { } y:
                Input(new InputEvent(InputKind.ButtonDown, 1));
                for (var i = 1; i <= LookFrames; i++) Input(new InputEvent(InputKind.Move, At: new Vector2(x, y) * i / LookFrames));
                Input(new InputEvent(InputKind.ButtonUp, 1, At: new(x, y)));
                return true;
            case "click" when words is [var cx, var cy, .. var with] && Number(cx) is { } x && Number(cy) is { } y && with.Length < 2 && Modifiers(with) is { } modifiers:
                Input(new(InputKind.Move, At: new(x, y)), new(InputKind.ButtonDown, 0, modifiers, new(x, y)));
                Input(new InputEvent(InputKind.ButtonUp, 0, modifiers, new(x, y)));
                return true;
            case "key" when rest.Split('+') is [.. var with, var key] && Modifiers(with) is { } modifiers && Code(key) is { } code:
                Input(Key(InputKind.KeyDown, code, modifiers));
                Input(Key(InputKind.KeyUp, code, modifiers));
                return true;
            case "type" when rest.Length > 0:
                foreach (var rune in rest.EnumerateRunes()) Input(new InputEvent(InputKind.Character, rune.Value));
                return true;
            case "drop" when rest.Length > 0:
                Input(new InputEvent(InputKind.Drop, Text: rest));
                return true;
            case "size" when words is [var w, var h] && Number(w) is > 0 and var width && Number(h) is > 0 and var height:
                _frames.Enqueue(new() { Size = ((int)width, (int)height) });
                return true;
            case "wait" when words is [var time] && Number(time) is { } seconds:
                Wait(seconds);
                return true;
            case "idle" when words.Length == 0:
                _frames.Enqueue(new() { AwaitsIdle = true });
                return true;
            case "expect" when rest.Length > 0:
                _frames.Enqueue(new() { Expected = rest });
                return true;
            case "shot" when rest.Length > 0:
                _frames.Enqueue(new() { Shot = rest });
                return true;
            default:
                return false;
        }
    }

    private void Input(params InputEvent[] events) => _frames.Enqueue(new() { Events = events });

    private void Wait(float seconds)
    {
        for (var i = 0; i < seconds / FrameSeconds; i++) _frames.Enqueue(new());
    }

    private static InputEvent Key(InputKind kind, int code, InputModifiers modifiers) => new(kind, code, modifiers, Text: code < 128 ? $"{char.ToLowerInvariant((char)code)}" : null);

    private static int? Code(string key) => Named.TryGetValue(key, out var code) ? code : key is [var letter] && char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : null;

    private static InputModifiers? Modifiers(string[] words)
    {
        var modifiers = InputModifiers.None;
        foreach (var word in words)
        {
            if (word is not ("ctrl" or "shift")) return null;
            modifiers |= word == "ctrl" ? InputModifiers.Control : InputModifiers.Shift;
        }
        return modifiers;
    }

    private static float? Number(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number : null;
}
