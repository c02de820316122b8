using System.Numerics;

namespace SceneToConcept;

/// <summary>A camera that flies. Its y is never turned: no roll.</summary>
internal sealed class FlyCamera
{
    private const float RadiansPerPixel = 0.003f, MaxPitch = 1.55f, Fast = 4, Response = 12, WheelStep = 1.2f, Slack = 1.15f;

    private float _yaw, _pitch;
    private Vector3 _velocity;

    public Vector3 Eye { get; private set; }

    /// <summary>Where it looks, of length 1.</summary>
    public Vector3 Ahead => new(-MathF.Sin(_yaw) * MathF.Cos(_pitch), MathF.Sin(_pitch), -MathF.Cos(_yaw) * MathF.Cos(_pitch));

    /// <summary>How fast it flies.</summary>
    public float MetresPerSecond { get; set; } = 4;

    private Vector3 Right => new(MathF.Cos(_yaw), 0, -MathF.Sin(_yaw));

    /// <summary>Stands somewhere, and rests.</summary>
    public void Stand(Vector3 eye, Vector3 ahead)
    {
        ahead = Vector3.Normalize(ahead);
        (Eye, _velocity) = (eye, default);
        (_yaw, _pitch) = (MathF.Atan2(-ahead.X, -ahead.Z), Math.Clamp(MathF.Asin(ahead.Y), -MaxPitch, MaxPitch));
    }

    /// <summary>Turns with the mouse.</summary>
    /// <param name="pixels">How far that moved: to the right, down.</param>
    public void Look(Vector2 pixels)
    {
        _yaw -= pixels.X * RadiansPerPixel;
        _pitch = Math.Clamp(_pitch - (pixels.Y * RadiansPerPixel), -MaxPitch, MaxPitch);
    }

    /// <summary>Flies on: gathers way, and loses it.</summary>
    /// <param name="direction">To the right, up, ahead: each -1 to 1.</param>
    /// <param name="isFast">Whether it hurries.</param>
    /// <param name="seconds">The time that passes.</param>
    public void Step(Vector3 direction, bool isFast, float seconds)
    {
        var wanted = (direction.X * Right) + (direction.Y * Vector3.UnitY) + (direction.Z * Ahead);
        if (wanted != Vector3.Zero) wanted = Vector3.Normalize(wanted) * MetresPerSecond * (isFast ? Fast : 1);
        _velocity = Vector3.Lerp(wanted, _velocity, MathF.Exp(-Response * seconds));
        if (_velocity.Length() < 1e-3f * MetresPerSecond) _velocity = default;
        Eye += _velocity * seconds;
    }

    /// <summary>Flies faster or slower, by the wheel.</summary>
    public void Scroll(float steps) => MetresPerSecond *= MathF.Pow(WheelStep, steps);

    /// <summary>Goes back or forth, looking the same way, until it shows all of a box.</summary>
    /// <param name="least">A corner of the box.</param>
    /// <param name="greatest">The opposite one.</param>
    /// <param name="verticalDegrees">From the picture's lowest to its highest edge.</param>
    /// <param name="aspect">Its width by its height.</param>
    public void Frame(Vector3 least, Vector3 greatest, float verticalDegrees, float aspect)
    {
        var half = verticalDegrees * MathF.PI / 360;
        half = MathF.Min(half, MathF.Atan(MathF.Tan(half) * aspect));
        var radius = MathF.Max(1e-3f, (greatest - least).Length() / 2);
        (Eye, _velocity) = (((least + greatest) / 2) - (Ahead * Slack * radius / MathF.Sin(half)), default);
    }
}
