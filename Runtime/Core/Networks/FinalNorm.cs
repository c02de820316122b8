// J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer normalization", 2016, over the d features of a token:
//   y = gamma n + beta,  n = (x - mean(x)) / sqrt(var(x) + epsilon)
// An encoder's graph gives x and y of its last layer, so gamma and beta follow for each feature by least squares over the tokens:
//   gamma = cov(n, y) / var(n),  beta = mean(y) - gamma mean(n)
namespace Scumble.Networks;

/// <summary>A text encoder's final layer normalization, found from what its last layer is before and after it. Immutable.</summary>
internal sealed class FinalNorm
{
    // As CLIP's encoders have it.
    private const double Epsilon = 1e-5;

    // Of the largest value; half precision leaves a tenth of it.
    private const double Tolerance = 1e-2;

    private readonly float[] _gamma;
    private readonly float[] _beta;

    private FinalNorm(float[] gamma, float[] beta) => (_gamma, _beta) = (gamma, beta);

    /// <summary>The normalization between two layers, or null where none explains them.</summary>
    /// <param name="before">x, [tokens, d]; several tokens that differ.</param>
    /// <param name="after">y, [tokens, d].</param>
    /// <param name="width">d.</param>
    public static FinalNorm? Find(ReadOnlySpan<float> before, ReadOnlySpan<float> after, int width)
    {
        var n = before.ToArray();
        Standardize(n, width);
        var (gamma, beta) = (new float[width], new float[width]);
        for (var d = 0; d < width; d++)
        {
            double count = n.Length / width, sumN = 0, sumY = 0, sumNN = 0, sumNY = 0;
            for (var i = d; i < n.Length; i += width)
            {
                sumN += n[i];
                sumY += after[i];
                sumNN += (double)n[i] * n[i];
                sumNY += (double)n[i] * after[i];
            }
            var variance = sumNN - (sumN * sumN / count);
            var slope = variance > 0 ? (sumNY - (sumN * sumY / count)) / variance : 0;
            (gamma[d], beta[d]) = ((float)slope, (float)((sumY - (slope * sumN)) / count));
        }
        var norm = new FinalNorm(gamma, beta);
        norm.Scale(n);
        double worst = 0, largest = 0;
        for (var i = 0; i < n.Length; i++) (worst, largest) = (Math.Max(worst, Math.Abs(n[i] - after[i])), Math.Max(largest, Math.Abs(after[i])));
        return worst <= Tolerance * largest ? norm : null;
    }

    /// <summary>x becomes y, [tokens, d].</summary>
    public void Apply(Span<float> x)
    {
        Standardize(x, _gamma.Length);
        Scale(x);
    }

    private static void Standardize(Span<float> x, int width)
    {
        for (var start = 0; start < x.Length; start += width)
        {
            var token = x.Slice(start, width);
            double sum = 0, squares = 0;
            foreach (var value in token) sum += value;
            var mean = sum / width;
            foreach (var value in token) squares += (value - mean) * (value - mean);
            var deviation = Math.Sqrt((squares / width) + Epsilon);
            for (var i = 0; i < width; i++) token[i] = (float)((token[i] - mean) / deviation);
        }
    }

    private void Scale(Span<float> n)
    {
        for (var i = 0; i < n.Length; i++) n[i] = (_gamma[i % _gamma.Length] * n[i]) + _beta[i % _beta.Length];
    }
}
