using System.Numerics;
using LiveWindow;

namespace EndlessCorridor;

/// <summary>Where the walker is and looks: by keys, or by recorded input.</summary>
internal sealed class Walk(bool isRecorded, double seconds)
{
    private const float Speed = 2.2f, TurnSpeed = 1.4f, EyeHeight = 1.6f, Side = 1.3f;

    // From which share of the walk on, what is held down: steps ahead and turns to the left.
    private static readonly (double From, float Ahead, float Turn)[] Recording =
        [(0, 1, 0), (0.20, 0.7f, 0.25f), (0.26, 0.7f, -0.25f), (0.34, 1, -0.05f), (0.38, 1, 0), (0.55, 0, 0.55f), (0.60, 0, -0.55f), (0.65, 1, 0), (0.80, 1.6f, 0), (0.95, 0, 0)];

    private Vector3 _eye = new(0, EyeHeight, -1);
    private float _yaw;
    private double _time;

    /// <summary>Whether the recording has ended.</summary>
    public bool IsOver => isRecorded && _time >= seconds;

    /// <summary>Seconds since it has.</summary>
    public double Stood => _time - seconds;

    /// <summary>The share of the recording that has passed.</summary>
    public double Share => _time / seconds;

    public Vector3 Eye => _eye;

    /// <summary>Where the walker looks.</summary>
    public Vector3 Ahead => new(-MathF.Sin(_yaw), -0.06f, -MathF.Cos(_yaw));

    /// <summary>Goes on for a frame's time.</summary>
    public void Step(Window window, double frameSeconds)
    {
        _time += frameSeconds;
        var (ahead, side, turn) = isRecorded ? Recorded() : Keys(window);
        _yaw += turn * TurnSpeed * (float)frameSeconds;
        var step = (new Vector3(-MathF.Sin(_yaw), 0, -MathF.Cos(_yaw)) * ahead) + (new Vector3(MathF.Cos(_yaw), 0, -MathF.Sin(_yaw)) * side);
        _eye += step * Speed * (float)frameSeconds;
        _eye.X = Math.Clamp(_eye.X, -Side, Side);
    }

    private (float Ahead, float Side, float Turn) Recorded()
    {
        var now = Recording.Last(entry => entry.From <= Share);
        return (now.Ahead, 0, now.Turn);
    }

    private static (float Ahead, float Side, float Turn) Keys(Window window) =>
        (Axis(window, 'W', 'S'), Axis(window, 'D', 'A'), Axis(window, 'Q', 'E'));

    private static float Axis(Window window, char plus, char minus) => (window.IsDown(plus) ? 1 : 0) - (window.IsDown(minus) ? 1 : 0);
}
