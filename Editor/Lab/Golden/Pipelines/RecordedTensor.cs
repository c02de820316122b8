namespace Scumble.Lab;

/// <summary>A tensor of a recorded case.</summary>
/// <param name="Shape">Outermost dimension first.</param>
/// <param name="Values">All elements in row-major order.</param>
internal sealed record RecordedTensor(int[] Shape, float[] Values)
{
    /// <summary>The largest absolute value.</summary>
    public float Largest => Values.Length == 0 ? 0 : Values.Max(Math.Abs);

    /// <summary>One row of the outermost dimension.</summary>
    public RecordedTensor Row(int index)
    {
        var length = Values.Length / Shape[0];
        return new RecordedTensor(Shape[1..], Values[(index * length)..((index + 1) * length)]);
    }
}
