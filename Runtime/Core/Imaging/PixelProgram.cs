namespace Scumble.Imaging;

/// <summary>
/// What a pixel is made of, written down once and run on any device (<see cref="IImageOps.Shade"/>): arithmetic on the pixel's place, on up to
/// three sources and on periodic noise. Built by its methods and the operators of <see cref="PixelValue"/>; not thread-safe while it is built.
/// </summary>
public sealed class PixelProgram
{
    /// <summary>The most sources.</summary>
    public const int MaxSources = 3;

    /// <summary>The most instructions.</summary>
    public const int MaxInstructions = 4096;

    /// <summary>How many whole numbers an instruction takes in <see cref="ToWords"/>.</summary>
    public const int WordsPerInstruction = 8;

    internal const int MaxRegisters = 32;
    private readonly List<PixelInstruction> _instructions = [];
    private PixelInstruction[]? _allotted;
    private int[] _targets = [];

    /// <summary>The pixel's centre, 0..1 to the right.</summary>
    public PixelValue X => Add(new(PixelOp.X, false));

    /// <summary>The pixel's centre, 0..1 downwards.</summary>
    public PixelValue Y => Add(new(PixelOp.Y, false));

    /// <summary>How many sources it reads.</summary>
    public int SourceCount { get; private set; }

    internal int RegisterCount { get; private set; }

    /// <summary>The register that holds the pixel at the end.</summary>
    public int Result { get; private set; }

    /// <summary>One number. A new instruction each time: a number that is kept for a later use takes a register until then.</summary>
    public PixelValue Constant(float value) => Add(new(PixelOp.Constant, false, K0: value, K1: value, K2: value, K3: value));

    /// <summary>One colour.</summary>
    public PixelValue Constant(float r, float g, float b, float a) => Add(new(PixelOp.Constant, true, K0: r, K1: g, K2: b, K3: a));

    /// <summary>A source at this pixel. Of one channel: the value in red, green and blue, and alpha 1.</summary>
    public PixelValue Load(int source) => Add(new(PixelOp.Load, true, Flags: Source(source)));

    /// <summary>A source so many pixels away.</summary>
    public PixelValue Neighbour(int source, int dx, int dy) => Add(new(PixelOp.Neighbour, true, Flags: Source(source), I: dx, J: dy));

    /// <summary>A source between pixels, bilinear; its corners are (0, 0) and (1, 1).</summary>
    public PixelValue Sample(int source, PixelValue x, PixelValue y, PixelEdge edge = PixelEdge.Tile) =>
        Add(new(PixelOp.Sample, true, x.Index, y.Index, Flags: Source(source) | ((int)edge << 4)));

    /// <summary>Where <paramref name="condition"/> is above 0 the one, else the other.</summary>
    public PixelValue Select(PixelValue condition, PixelValue then, PixelValue otherwise) =>
        Add(new(PixelOp.Select, condition.IsVector || then.IsVector || otherwise.IsVector, condition.Index, then.Index, otherwise.Index));

    /// <summary>Four channels.</summary>
    public PixelValue Join(PixelValue r, PixelValue g, PixelValue b, PixelValue a) => Add(new(PixelOp.Join, true, r.Index, g.Index, b.Index, a.Index));

    /// <summary>Three random numbers 0..1 of a cell (<see cref="Lattice.Hash"/>), which repeat after so many cells; alpha is 1.</summary>
    public PixelValue Hash(PixelValue x, PixelValue y, int periodX, int periodY, uint seed) => Noise(PixelOp.Hash, x, y, periodX, periodY, seed);

    /// <summary>Value noise 0..1 (<see cref="Lattice.Value"/>), as one number; one cell of the lattice is 1 wide.</summary>
    public PixelValue ValueNoise(PixelValue x, PixelValue y, int periodX, int periodY, uint seed) => Noise(PixelOp.ValueNoise, x, y, periodX, periodY, seed);

    /// <summary>Perlin noise around 0.5 (<see cref="Lattice.Perlin"/>), as one number.</summary>
    public PixelValue PerlinNoise(PixelValue x, PixelValue y, int periodX, int periodY, uint seed) => Noise(PixelOp.PerlinNoise, x, y, periodX, periodY, seed);

    /// <summary>Worley noise (<see cref="Lattice.Worley"/>): distances to the nearest point and the next, and a random number of the nearest.</summary>
    public PixelValue WorleyNoise(PixelValue x, PixelValue y, int periodX, int periodY, uint seed, float jitter) => Noise(PixelOp.WorleyNoise, x, y, periodX, periodY, seed, jitter);

    /// <summary>Ends the program: this is the pixel.</summary>
    /// <exception cref="InvalidOperationException">It ended before, or needs more than can be held at once.</exception>
    public PixelProgram Return(PixelValue value)
    {
        if (_allotted is not null) throw new InvalidOperationException("The program has ended.");
        Allot(value.Index);
        return this;
    }

    /// <summary>Whether a source is read at the pixel itself or beside it, and so must be of the target's size.</summary>
    internal bool ReadsInPlace(int source) => Ended.Instructions.Any(one => one.Op is PixelOp.Load or PixelOp.Neighbour && one.Flags == source);

    internal (PixelInstruction[] Instructions, int[] Targets) Ended => (_allotted ?? throw new InvalidOperationException("The program does not return anything."), _targets);

    internal PixelValue Add(PixelInstruction instruction)
    {
        if (_allotted is not null) throw new InvalidOperationException("The program has ended.");
        if (_instructions.Count == MaxInstructions) throw new InvalidOperationException($"A program has at most {MaxInstructions} instructions.");
        _instructions.Add(instruction);
        return new(this, _instructions.Count - 1, instruction.IsVector);
    }

    /// <summary>The instructions as Shaders/shade.comp reads them.</summary>
    public int[] ToWords()
    {
        var (instructions, targets) = Ended;
        var words = new int[instructions.Length * WordsPerInstruction];
        for (var i = 0; i < instructions.Length; i++)
        {
            var one = instructions[i];
            var at = words.AsSpan(i * WordsPerInstruction, WordsPerInstruction);
            at[0] = (int)one.Op | (targets[i] << 8) | (Place(one.A) << 16) | (Place(one.B) << 24);
            at[1] = Place(one.C) | (Place(one.D) << 8) | (one.Flags << 16);
            (at[2], at[3]) = (one.I, one.J);
            (at[4], at[5]) = (BitConverter.SingleToInt32Bits(one.K0), BitConverter.SingleToInt32Bits(one.K1));
            (at[6], at[7]) = (BitConverter.SingleToInt32Bits(one.K2), one.Op >= PixelOp.Hash ? (int)one.Seed : BitConverter.SingleToInt32Bits(one.K3));
        }
        return words;
    }

    private static int Place(int operand) => Math.Max(0, operand);

    private PixelValue Noise(PixelOp op, PixelValue x, PixelValue y, int periodX, int periodY, uint seed, float jitter = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodX);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodY);
        return Add(new(op, op is PixelOp.Hash or PixelOp.WorleyNoise, x.Index, y.Index, I: periodX, J: periodY, Seed: seed, K0: jitter));
    }

    private int Source(int source)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(source, MaxSources);
        SourceCount = Math.Max(SourceCount, source + 1);
        return source;
    }

    // Registers by last use, in one pass over what the result hangs on.
    private void Allot(int result)
    {
        var lastUse = new int[_instructions.Count];
        lastUse[result] = int.MaxValue;
        for (var i = result; i >= 0; i--)
        {
            if (lastUse[i] == 0) continue; // nobody reads it
            foreach (var operand in _instructions[i].Operands) lastUse[operand] = Math.Max(lastUse[operand], i);
        }

        var free = new SortedSet<int>(Enumerable.Range(0, MaxRegisters));
        var places = new int[_instructions.Count];
        var (kept, targets) = (new List<PixelInstruction>(), new List<int>());
        for (var i = 0; i <= result; i++)
        {
            if (lastUse[i] == 0) continue;
            if (free.Count == 0) throw new InvalidOperationException($"The program needs more than {MaxRegisters} values at once.");
            places[i] = free.Min;
            free.Remove(places[i]);
            kept.Add(_instructions[i].Map(operand => places[operand]));
            targets.Add(places[i]);
            foreach (var operand in _instructions[i].Operands.Distinct())
                if (lastUse[operand] == i) free.Add(places[operand]);
        }
        (_allotted, _targets) = ([.. kept], [.. targets]);
        (Result, RegisterCount) = (places[result], targets.Max() + 1);
    }
}
