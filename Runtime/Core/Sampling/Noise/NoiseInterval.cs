namespace Scumble.Sampling;

/// <summary>Which noise is asked for: a draw of a step, and the noise levels between which it acts.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Sigma">The level that the draw starts from.</param>
/// <param name="Next">The level that it leads to.</param>
/// <param name="Draw">Which draw of the step, from 0.</param>
public readonly record struct NoiseInterval(int Step, double Sigma, double Next, int Draw = 0);
