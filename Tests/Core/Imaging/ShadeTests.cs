using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class ShadeTests
{
    [Test]
    public void ArithmeticIsThatOfFloats()
    {
        var image = Pictures.Noise(23, 17, 3, 1);
        float[] Values(Func<PixelProgram, PixelValue, PixelValue> make)
        {
            var program = new PixelProgram();
            return Shade.Create(program.Return(make(program, program.Load(0))), 23, 17, 3, TileMode.XY, [image]).Pixels.ToArray();
        }

        float[] Expected(Func<float, double> make) => [.. image.Pixels.ToArray().Select(value => (float)make(value))];
        Assert.Multiple(() =>
        {
            Assert.That(Values((_, v) => (v * 3f) - 1f), Is.EqualTo(Expected(v => (v * 3f) - 1f)).Within(1e-6));
            Assert.That(Values((_, v) => (v * 4f).Fraction()), Is.EqualTo(Expected(v => (v * 4f) - MathF.Floor(v * 4f))).Within(1e-6));
            Assert.That(Values((_, v) => (v - 0.5f).Abs().Sqrt()), Is.EqualTo(Expected(v => Math.Sqrt(Math.Abs(v - 0.5)))).Within(1e-5));
            Assert.That(Values((p, v) => v.Power(p.Constant(2.2f))), Is.EqualTo(Expected(v => Math.Pow(v, 2.2))).Within(1e-5));
            Assert.That(Values((_, v) => (v * 5f).SineOfTurns()), Is.EqualTo(Expected(v => Math.Sin(10 * Math.PI * v))).Within(1e-5));
            Assert.That(Values((_, v) => (v - 0.5f).TurnsOver(v - 0.3f)), Is.EqualTo(Expected(v => Math.Atan2(v - 0.5f, v - 0.3f) / (2 * Math.PI))).Within(1e-5));
            Assert.That(Values((p, v) => p.Select(v > 0.5f, 1f - v, v)), Is.EqualTo(Expected(v => v > 0.5f ? 1 - v : v)).Within(1e-6));
            Assert.That(Values((p, v) => p.Join(v.B, v.B, v.G, v.R).R), Is.EqualTo(Enumerable.Range(0, 23 * 17 * 3).Select(i => image.Pixels[(i / 3 * 3) + 2]).ToArray()));
        });
    }

    [Test]
    public void NeighboursAndSamplesWrapWhereAxesRepeat()
    {
        var image = Pictures.Noise(12, 9, 1, 2);
        Image Make(TileMode tile, Func<PixelProgram, PixelValue> make)
        {
            var program = new PixelProgram();
            return Shade.Create(program.Return(make(program)), 12, 9, 1, tile, [image]);
        }

        Assert.Multiple(() =>
        {
            Assert.That(Make(TileMode.XY, p => p.Neighbour(0, -3, 4)).Pixels.ToArray(), Is.EqualTo(Pictures.Roll(image, 3, 5).Pixels.ToArray()));
            Assert.That(Make(TileMode.None, p => p.Neighbour(0, -3, 0))[1, 2], Is.EqualTo(image[0, 2]));
            Assert.That(Make(TileMode.XY, p => p.Sample(0, p.X + (3f / 12), p.Y)).Pixels.ToArray(), Is.EqualTo(Pictures.Roll(image, 9, 0).Pixels.ToArray()).Within(1e-5));
            Assert.That(Make(TileMode.XY, p => p.Sample(0, p.X + (0.5f / 12), p.Y))[4, 4], Is.EqualTo((image[4, 4] + image[5, 4]) / 2).Within(1e-5));
            Assert.That(Make(TileMode.XY, p => p.Sample(0, p.X + 1f, p.Y, PixelEdge.Nothing)).Pixels.ToArray(), Has.All.Zero);
        });
    }

    [Test]
    public void WhatNobodyReadsTakesNoRegister()
    {
        var program = new PixelProgram();
        var sum = program.X;
        for (var i = 0; i < 500; i++)
        {
            _ = program.Y * i; // read by nobody
            sum += program.Constant(1);
        }
        Assert.That(Shade.Create(program.Return(sum), 4, 4, 1, TileMode.None, [])[0, 0], Is.EqualTo(500.125f));
        Assert.That(program.ToWords(), Has.Length.EqualTo(8 * 1001));
        Assert.That(() => program.Return(sum), Throws.InvalidOperationException);
    }

    [Test]
    public void ConstantsTakeRegistersOnlyWhereTheyAreUsed()
    {
        // The same forty numbers at the beginning and at the end.
        var program = new PixelProgram();
        var sum = program.X;
        for (var i = 0; i < 80; i++) sum += (i % 40) + 0.25f;
        Assert.That(Shade.Create(program.Return(sum), 4, 4, 1, TileMode.None, [])[0, 0], Is.EqualTo(0.125f + (2 * 780) + 20));
    }

    [Test]
    public void TooMuchAtOnceIsRefused()
    {
        var program = new PixelProgram();
        PixelValue[] values = [.. Enumerable.Range(0, 40).Select(i => program.X * i)];
        Assert.That(() => program.Return(values.Aggregate((a, b) => a + b)), Throws.InvalidOperationException.With.Message.Contains("at once"));
    }
}
