namespace Scumble.Imaging;

/// <summary>What one instruction of a <see cref="PixelProgram"/> does; Shaders/shade.comp counts them in this order.</summary>
internal enum PixelOp : byte
{
    Constant,
    X,
    Y,
    Load,
    Neighbour,
    Sample,
    Add,
    Subtract,
    Multiply,
    Divide,
    Minimum,
    Maximum,
    Floor,
    Absolute,
    SquareRoot,
    Power,
    SineOfTurns,
    TurnsOf,
    Less,
    Select,
    Swizzle,
    Join,
    Hash,
    ValueNoise,
    PerlinNoise,
    WorleyNoise,
}
