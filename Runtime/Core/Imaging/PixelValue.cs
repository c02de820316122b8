namespace Scumble.Imaging;

/// <summary>A value in a <see cref="PixelProgram"/>: one number for each pixel, or four (red, green, blue, alpha). Arithmetic goes channel by channel; one number stands for all four.</summary>
public readonly struct PixelValue
{
    internal PixelValue(PixelProgram program, int index, bool isVector) => (Program, Index, IsVector) = (program, index, isVector);

    internal PixelProgram Program { get; }

    internal int Index { get; }

    internal bool IsVector { get; }

    /// <summary>The first channel, as one number.</summary>
    public PixelValue R => Channel(0);

    /// <summary>The second channel, as one number.</summary>
    public PixelValue G => Channel(1);

    /// <summary>The third channel, as one number.</summary>
    public PixelValue B => Channel(2);

    /// <summary>The fourth channel, as one number; 1 where a picture has no transparency.</summary>
    public PixelValue A => Channel(3);

    /// <summary>The sum.</summary>
    public static PixelValue operator +(PixelValue a, PixelValue b) => a.With(PixelOp.Add, b);

    /// <summary>The sum.</summary>
    public static PixelValue operator +(PixelValue a, float b) => a + a.Program.Constant(b);

    /// <summary>The sum.</summary>
    public static PixelValue operator +(float a, PixelValue b) => b + a;

    /// <summary>The difference.</summary>
    public static PixelValue operator -(PixelValue a, PixelValue b) => a.With(PixelOp.Subtract, b);

    /// <summary>The difference.</summary>
    public static PixelValue operator -(PixelValue a, float b) => a - a.Program.Constant(b);

    /// <summary>The difference.</summary>
    public static PixelValue operator -(float a, PixelValue b) => b.Program.Constant(a) - b;

    /// <summary>The product.</summary>
    public static PixelValue operator *(PixelValue a, PixelValue b) => a.With(PixelOp.Multiply, b);

    /// <summary>The product.</summary>
    public static PixelValue operator *(PixelValue a, float b) => a * a.Program.Constant(b);

    /// <summary>The product.</summary>
    public static PixelValue operator *(float a, PixelValue b) => b * a;

    /// <summary>The quotient; not exact to the last bit on every device.</summary>
    public static PixelValue operator /(PixelValue a, PixelValue b) => a.With(PixelOp.Divide, b);

    /// <summary>1 where <paramref name="a"/> is less than <paramref name="b"/>, else 0.</summary>
    public static PixelValue operator <(PixelValue a, PixelValue b) => a.With(PixelOp.Less, b);

    /// <summary>1 where <paramref name="a"/> is greater than <paramref name="b"/>, else 0.</summary>
    public static PixelValue operator >(PixelValue a, PixelValue b) => b.With(PixelOp.Less, a);

    /// <summary>1 where <paramref name="a"/> is less than <paramref name="b"/>, else 0.</summary>
    public static PixelValue operator <(PixelValue a, float b) => a < a.Program.Constant(b);

    /// <summary>1 where <paramref name="a"/> is greater than <paramref name="b"/>, else 0.</summary>
    public static PixelValue operator >(PixelValue a, float b) => a > a.Program.Constant(b);

    /// <summary>The smaller.</summary>
    public PixelValue Min(PixelValue other) => With(PixelOp.Minimum, other);

    /// <summary>The smaller.</summary>
    public PixelValue Min(float other) => Min(Program.Constant(other));

    /// <summary>The larger.</summary>
    public PixelValue Max(PixelValue other) => With(PixelOp.Maximum, other);

    /// <summary>The larger.</summary>
    public PixelValue Max(float other) => Max(Program.Constant(other));

    /// <summary>The greatest whole number that is not larger.</summary>
    public PixelValue Floor() => Alone(PixelOp.Floor);

    /// <summary>What is left above the whole number.</summary>
    public PixelValue Fraction() => this - Floor();

    /// <summary>Without its sign.</summary>
    public PixelValue Abs() => Alone(PixelOp.Absolute);

    /// <summary>The square root; of negative ones 0.</summary>
    public PixelValue Sqrt() => Alone(PixelOp.SquareRoot);

    /// <summary>This, 0 or more, to a power.</summary>
    public PixelValue Power(PixelValue exponent) => With(PixelOp.Power, exponent);

    /// <summary>The sine of so many turns; the same bits on every device.</summary>
    public PixelValue SineOfTurns() => Alone(PixelOp.SineOfTurns);

    /// <summary>The angle of (<paramref name="x"/>, this) in turns, -0.5 to 0.5.</summary>
    public PixelValue TurnsOver(PixelValue x) => With(PixelOp.TurnsOf, x);

    /// <summary>Held within 0..1.</summary>
    public PixelValue Clamped() => Max(0).Min(1);

    /// <summary>From this to another as <paramref name="t"/> goes from 0 to 1.</summary>
    public PixelValue To(PixelValue other, PixelValue t) => this + ((other - this) * t);

    /// <summary>0 below <paramref name="low"/>, 1 above <paramref name="high"/>, smooth between.</summary>
    public PixelValue SmoothStep(float low, float high)
    {
        var t = ((this - low) * (1 / MathF.Max(high - low, 1e-6f))).Clamped();
        return t * t * (3f - (t * 2f));
    }

    /// <summary>Brightness of the first three channels (ITU-R BT.601), as one number.</summary>
    public PixelValue Luma() => IsVector ? (R * 0.299f) + (G * 0.587f) + (B * 0.114f) : this;

    private PixelValue Channel(int channel) => IsVector ? Program.Add(new(PixelOp.Swizzle, false, Index, Flags: channel)) : this;

    private PixelValue Alone(PixelOp op) => Program.Add(new(op, IsVector, Index));

    private PixelValue With(PixelOp op, PixelValue other) => Program.Add(new(op, IsVector || other.IsVector, Index, other.Index));
}
