using System.Numerics.Tensors;

namespace Scumble.Imaging;

/// <summary>One row of a program at work. One thread.</summary>
internal sealed class ShadeRow
{
    private readonly PixelProgram _program;
    private readonly int _width;
    private readonly int _height;
    private readonly ShadeSource[] _sources;
    private readonly float[][] _registers;
    private readonly bool[] _isVector;
    private readonly float[] _x;
    private float[] _work;

    public ShadeRow(PixelProgram program, int width, int height, TileMode tile, IReadOnlyList<Image> sources)
    {
        (_program, _width, _height) = (program, width, height);
        _sources = [.. sources.Select(source => new ShadeSource(source, tile))];
        _registers = [.. Enumerable.Range(0, program.RegisterCount).Select(_ => new float[4 * width])];
        (_isVector, _x, _work) = (new bool[program.RegisterCount], new float[width], new float[4 * width]);
        var step = 1f / width;
        for (var x = 0; x < width; x++) _x[x] = (x + 0.5f) * step;
    }

    /// <summary>A channel of the result.</summary>
    public ReadOnlySpan<float> Result(int channel) => Of(_program.Result, channel);

    public void Run(int y)
    {
        var (instructions, targets) = _program.Ended;
        for (var i = 0; i < instructions.Length; i++)
        {
            // What it reads may lie where it writes: the rows change places afterwards.
            Do(instructions[i], y);
            var at = targets[i];
            (_registers[at], _work, _isVector[at]) = (_work, _registers[at], instructions[i].IsVector);
        }
    }

    private void Do(in PixelInstruction one, int y)
    {
        switch (one.Op)
        {
            case PixelOp.Constant:
                To(0).Fill(one.K0);
                if (!one.IsVector) break;
                To(1).Fill(one.K1);
                To(2).Fill(one.K2);
                To(3).Fill(one.K3);
                break;
            case PixelOp.X: _x.CopyTo(To(0)); break;
            case PixelOp.Y: To(0).Fill((y + 0.5f) * (1f / _height)); break;
            case PixelOp.Load: _sources[one.Flags].Row(0, y, _work, _width); break;
            case PixelOp.Neighbour: _sources[one.Flags].Row(one.I, y + one.J, _work, _width); break;
            case PixelOp.Sample: _sources[one.Flags & 15].Sample(Of(one.A, 0), Of(one.B, 0), (PixelEdge)(one.Flags >> 4), _work, _width); break;
            case PixelOp.Swizzle: Of(one.A, one.Flags).CopyTo(To(0)); break;
            case PixelOp.Join:
                Of(one.A, 0).CopyTo(To(0));
                Of(one.B, 0).CopyTo(To(1));
                Of(one.C, 0).CopyTo(To(2));
                Of(one.D, 0).CopyTo(To(3));
                break;
            case >= PixelOp.Hash: Noise(one); break;
            default:
                for (var c = 0; c < (one.IsVector ? 4 : 1); c++) Channel(one, c, To(c));
                break;
        }
    }

    private void Channel(in PixelInstruction one, int c, Span<float> to)
    {
        var a = Of(one.A, c);
        var b = one.B < 0 ? a : Of(one.B, c);
        switch (one.Op)
        {
            case PixelOp.Add: TensorPrimitives.Add(a, b, to); break;
            case PixelOp.Subtract: TensorPrimitives.Subtract(a, b, to); break;
            case PixelOp.Multiply: TensorPrimitives.Multiply(a, b, to); break;
            case PixelOp.Divide: TensorPrimitives.Divide(a, b, to); break;
            case PixelOp.Minimum: for (var x = 0; x < to.Length; x++) to[x] = b[x] < a[x] ? b[x] : a[x]; break;
            case PixelOp.Maximum: for (var x = 0; x < to.Length; x++) to[x] = b[x] > a[x] ? b[x] : a[x]; break;
            case PixelOp.Floor: TensorPrimitives.Floor(a, to); break;
            case PixelOp.Absolute: TensorPrimitives.Abs(a, to); break;
            case PixelOp.SquareRoot: for (var x = 0; x < to.Length; x++) to[x] = MathF.Sqrt(a[x] > 0f ? a[x] : 0f); break;
            case PixelOp.Power: for (var x = 0; x < to.Length; x++) to[x] = a[x] > 0f ? MathF.Exp(b[x] * MathF.Log(a[x])) : 0f; break;
            case PixelOp.SineOfTurns: for (var x = 0; x < to.Length; x++) to[x] = PixelMath.SineOfTurns(a[x]); break;
            case PixelOp.TurnsOf: for (var x = 0; x < to.Length; x++) to[x] = PixelMath.TurnsOf(a[x], b[x]); break;
            case PixelOp.Less: for (var x = 0; x < to.Length; x++) to[x] = a[x] < b[x] ? 1f : 0f; break;
            case PixelOp.Select:
                var otherwise = Of(one.C, c);
                for (var x = 0; x < to.Length; x++) to[x] = a[x] > 0f ? b[x] : otherwise[x];
                break;
            default: throw new NotSupportedException($"{one.Op} is not known.");
        }
    }

    private void Noise(in PixelInstruction one)
    {
        ReadOnlySpan<float> u = Of(one.A, 0), v = Of(one.B, 0);
        Span<float> r = To(0), g = To(1), b = To(2);
        var seed = one.Seed;
        for (var x = 0; x < _width; x++)
        {
            switch (one.Op)
            {
                case PixelOp.Hash: (r[x], g[x], b[x]) = Lattice.Hash((int)MathF.Floor(u[x]), (int)MathF.Floor(v[x]), one.I, one.J, seed); break;
                case PixelOp.ValueNoise: r[x] = Lattice.Value(u[x], v[x], one.I, one.J, seed); break;
                case PixelOp.PerlinNoise: r[x] = Lattice.Perlin(u[x], v[x], one.I, one.J, seed); break;
                default: (r[x], g[x], b[x]) = Lattice.Worley(u[x], v[x], one.I, one.J, seed, one.K0); break;
            }
        }
        if (one.IsVector) To(3).Fill(1);
    }

    private Span<float> To(int channel) => _work.AsSpan(channel * _width, _width);

    private ReadOnlySpan<float> Of(int register, int channel) => _registers[register].AsSpan((_isVector[register] ? channel : 0) * _width, _width);
}
