namespace Scumble.Lab;

/// <summary>One recorded case of another project, found on disk.</summary>
/// <param name="name">What its line is called: the path below the folder that was walked.</param>
internal abstract class GoldenCase(string name)
{
    /// <summary>What its line is called.</summary>
    public string Name => name;

    /// <summary>Repeats the case and compares. Throws where the case cannot be read or is not covered; <see cref="GoldenRun"/> makes that a failure.</summary>
    public abstract GoldenOutcome Check();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
