// P. Esser et al., "Scaling rectified flow transformers for high-resolution image synthesis", 2024, section 3.1 and appendix:
//   sigma_sqrt: sigma^-2;  cosmap: 2 / (pi (1 - 2 sigma + 2 sigma^2))
namespace Scumble.Sampling;

/// <summary>How much the noise levels of a rectified flow weigh in its training.</summary>
public static class FlowLossWeight
{
    /// <summary>The weight sigma^-2, for sigma above 0.</summary>
    public static double SigmaSquareRoot(double sigma) => 1 / (sigma * sigma);

    /// <summary>The weight that a cosine map of the time has, relative to even weights.</summary>
    public static double CosineMap(double sigma) => 2 / (Math.PI * (1 - 2 * sigma + 2 * sigma * sigma));
}
