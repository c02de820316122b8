namespace Scumble.Imaging;

/// <summary>What the numbers of a depth buffer mean. Stated by whoever drew it: they cannot be told from the picture. Immutable.</summary>
public sealed record DepthConvention
{
    /// <summary>The near plane's distance: above 0; of an orthographic camera any number.</summary>
    public required float NearMetres { get; init; }

    /// <summary>The far plane's distance, beyond the near plane; infinite for a projection without one.</summary>
    public float FarMetres { get; init; } = float.PositiveInfinity;

    /// <summary>Whether the near plane is stored as the greater number, as most engines have it now.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Whether distance is linear in the numbers; else one over it is.</summary>
    public bool IsOrthographic { get; init; }

    /// <summary>The numbers that the picture holds between the two planes: 0 to 1; -1 to 1 for OpenGL's clip space as it is; a viewport's depth range.</summary>
    public ValueRange Stored { get; init; } = new(0, 1);

    /// <summary>Of OpenGL's clip space, -1 to 1, as a shader may have written it. A depth buffer of OpenGL's holds 0 to 1.</summary>
    public static ValueRange ClipSpace { get; } = new(-1, 1);

    /// <summary>Nearness, 1 at the near plane and 0 at the far one, is scale v + bias of a stored number v.</summary>
    public (float Scale, float Bias) Nearness
    {
        get
        {
            var span = Stored.Max - Stored.Min;
            return IsReversed ? (1 / span, -Stored.Min / span) : (-1 / span, Stored.Max / span);
        }
    }

    /// <summary>What is linear in nearness, at the two planes: one over the distance, or of an orthographic camera the distance.</summary>
    public (float Near, float Far) Ends => IsOrthographic ? (NearMetres, FarMetres) : (1 / NearMetres, 1 / FarMetres);

    /// <summary>What <see cref="LinearDepth.ToInverse"/> gives at a distance.</summary>
    /// <param name="metres">A distance from the eye's plane.</param>
    public float InverseAt(float metres) => IsOrthographic ? (FarMetres - metres) / (FarMetres - NearMetres) : 1 / metres;

    /// <summary>The distance at which <see cref="LinearDepth.ToInverse"/> gives a number.</summary>
    /// <param name="inverse">The number.</param>
    public float MetresAt(float inverse) => IsOrthographic ? FarMetres - (inverse * (FarMetres - NearMetres)) : 1 / inverse;

    /// <summary>Checks that the numbers can be those of a camera, and returns this.</summary>
    /// <exception cref="ArgumentException">The planes, or what is stored at them, are none.</exception>
    public DepthConvention Validate()
    {
        if (!float.IsFinite(NearMetres) || (!IsOrthographic && NearMetres <= 0))
            throw new ArgumentOutOfRangeException(nameof(NearMetres), NearMetres, "The near plane must be in front of the eye: a number above 0.");
        if (!(FarMetres > NearMetres) || (IsOrthographic && float.IsInfinity(FarMetres)))
            throw new ArgumentOutOfRangeException(nameof(FarMetres), FarMetres, IsOrthographic ? "An orthographic far plane must be a number beyond the near plane." : "The far plane must be beyond the near plane.");
        if (!float.IsFinite(Stored.Min) || !float.IsFinite(Stored.Max) || Stored.Max <= Stored.Min)
            throw new ArgumentException($"The stored range must be two numbers, the smaller first; found {Stored.Min} to {Stored.Max}.", nameof(Stored));
        return this;
    }
}
