namespace Scumble.Imaging;

/// <summary>One instruction: what it reads are the numbers of earlier instructions, or of registers once these are given out.</summary>
internal readonly record struct PixelInstruction(PixelOp Op, bool IsVector, int A = -1, int B = -1, int C = -1, int D = -1, int Flags = 0, int I = 0, int J = 0, uint Seed = 0, float K0 = 0, float K1 = 0, float K2 = 0, float K3 = 0)
{
    public IEnumerable<int> Operands => new[] { A, B, C, D }.Where(operand => operand >= 0);

    public PixelInstruction Map(Func<int, int> place) => this with { A = Of(A, place), B = Of(B, place), C = Of(C, place), D = Of(D, place) };

    private static int Of(int operand, Func<int, int> place) => operand < 0 ? operand : place(operand);
}
