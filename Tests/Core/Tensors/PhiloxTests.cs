using NUnit.Framework;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Tensors;

public class PhiloxTests
{
    // The known answers of the authors' Random123 library for philox4x32-10.
    [TestCase(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [TestCase(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [TestCase(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void GivesTheKnownAnswers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Assert.That(Philox.Block((c0, c1, c2, c3), (k0, k1)), Is.EqualTo((r0, r1, r2, r3)));

    [Test]
    public void NormalsFollowBoxMuller()
    {
        var (r0, r1, r2, r3) = Philox.Block((7, 1, 5, 0), (0x89abcdef, 0x01234567));
        var normals = Philox.Normals(0x0123456789abcdef, 5, (1L << 32) + 7);
        Assert.Multiple(() =>
        {
            Assert.That(normals.Z0, Is.EqualTo(Radius(r0) * Math.Cos(Angle(r1))).Within(1e-14));
            Assert.That(normals.Z1, Is.EqualTo(Radius(r0) * Math.Sin(Angle(r1))).Within(1e-14));
            Assert.That(normals.Z2, Is.EqualTo(Radius(r2) * Math.Cos(Angle(r3))).Within(1e-14));
            Assert.That(normals.Z3, Is.EqualTo(Radius(r2) * Math.Sin(Angle(r3))).Within(1e-14));
        });

        static double Radius(uint r) => Math.Sqrt(-2 * Math.Log((r + 0.5) / 4294967296.0));
        static double Angle(uint r) => 2 * Math.PI * ((r + 0.5) / 4294967296.0);
    }

    [Test]
    public void ManyAtOnceAreTheSameAsBlockByBlock([Values(1, 3, 4, 15, 16, 17, 255, 256, 257, 1023)] int count)
    {
        // The block number passes 2^32 on the way, so that its high word counts.
        const ulong seed = 0xfedcba9876543210, first = (1ul << 32) - 20;
        var z = new double[count];
        Philox.Normals(seed, 9, first, z);
        for (var i = 0; i < count; i++)
        {
            var (z0, z1, z2, z3) = Philox.Normals(seed, 9, first + (ulong)i / 4);
            Assert.That(z[i], Is.EqualTo((i % 4) switch { 0 => z0, 1 => z1, 2 => z2, _ => z3 }).Within(1e-14), $"element {i}");
        }
    }

    [TestCase(1ul, 0u)]
    [TestCase(1ul, 1u)]
    [TestCase(ulong.MaxValue, 12345u)]
    public void NormalsAreStandardNormal(ulong seed, uint stream)
    {
        const int count = 1 << 18;
        var z = Normals(seed, stream, count);
        var mean = z.Average();
        var variance = z.Sum(v => (v - mean) * (v - mean)) / count;
        var neighbours = z.Zip(z.Skip(1), (a, b) => a * b).Average();

        // Five standard errors each; the Kolmogorov-Smirnov bound is the 0.1 % point.
        Assert.Multiple(() =>
        {
            Assert.That(mean, Is.EqualTo(0).Within(5 / Math.Sqrt(count)));
            Assert.That(variance, Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / count)));
            Assert.That(neighbours, Is.EqualTo(0).Within(5 / Math.Sqrt(count)));
            Assert.That(KolmogorovSmirnov(z), Is.LessThan(1.95 / Math.Sqrt(count)));
        });
    }

    [Test]
    public void StreamsAndSeedsAreUnrelated()
    {
        const int count = 1 << 16;
        var z = Normals(3, 0, count);
        Assert.Multiple(() =>
        {
            foreach (var (seed, stream) in new[] { (3ul, 1u), (4ul, 0u), (3ul + (1ul << 32), 0u) })
                Assert.That(z.Zip(Normals(seed, stream, count), (a, b) => a * b).Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(count)));
        });
    }

    private static double[] Normals(ulong seed, uint stream, int count)
    {
        using var tensor = new CpuTensor<double>(new(count));
        new CpuTensorOps().Noise.Fill(tensor, 1, seed, stream);
        return tensor.Span.ToArray();
    }

    private static double KolmogorovSmirnov(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Select((z, i) =>
        {
            var phi = Phi(z);
            return Math.Max(Math.Abs(phi - (double)i / sorted.Length), Math.Abs(phi - (i + 1.0) / sorted.Length));
        }).Max();
    }

    // The normal distribution function by Marsaglia's series (G. Marsaglia, "Evaluating the normal distribution", 2004).
    private static double Phi(double z)
    {
        if (Math.Abs(z) > 8) return z > 0 ? 1 : 0;
        double sum = z, term = z;
        for (var i = 3; Math.Abs(term) > 1e-17; i += 2) sum += term *= z * z / i;
        return 0.5 + sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }
}
