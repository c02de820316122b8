using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>What every sampler of the catalogue must do, on every process that it supports.</summary>
[TestFixtureSource(nameof(Subjects))]
public class SamplerContract(Sampler sampler, ForwardProcess process, double? eta)
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly TensorShape Shape = new(64, 2);

    public static IEnumerable<TestFixtureData> Subjects() =>
        from sampler in Samplers.All
        from process in new ForwardProcess[] { new DiscreteDiffusion(), new DiscreteDiffusion(BetaSchedule.Linear, 1e-4, 0.02), new RectifiedFlow() }
        where sampler.Supports(process)
        from eta in sampler.UsesEta ? new double?[] { 0, 0.5, 1 } : [null]
        select new TestFixtureData(sampler, process, eta).SetArgDisplayNames(sampler.Id, process.GetType().Name, $"{process.MaxSigma:0.#}", $"eta {eta}");

    // Long steps of the stochastic equation in the noise amplify it.
    private bool IsUnstable => sampler.Id == "sde_dpmsolver";

    private double Widest => (IsUnstable ? 50 : 8) * process.MaxSigma + 4;

    private bool IsStochastic => eta > 0 || (sampler.IsStochastic && eta != 0);

    [Test]
    public void FewStepsAreFiniteAndSane([Values(1, 2, 3, 4, 8, 50)] int steps)
    {
        var denoiser = MixtureDenoiser.TwoModes(process, 2);
        var (x, calls) = (Run(denoiser, Grid(steps)), denoiser.Calls);

        // Noise where that is the end; Langevin steps, which few levels leave half-way, are as noisy as they are.
        var bound = sampler.GoesToNoise || IsUnstable ? Widest : sampler is { Order: 0, ModelCallsPerStep: > 1 } ? 10 : 4;
        Assert.Multiple(() =>
        {
            Assert.That(Largest(x), Is.LessThan(bound));
            Assert.That(calls, Is.GreaterThanOrEqualTo(steps));
        });
    }

    [Test]
    public void EveryCallSaysWhereItStands([Values(1, 2, 3, 4, 8)] int steps)
    {
        foreach (var (name, sigmas) in Schedules.All.Where(schedule => schedule.Supports(process)).Select(schedule => (schedule.Id, schedule.Create(process, steps)))
            .Append(("grid", Grid(steps))).Append(("to a level", new([.. Grid(steps).SkipLast(1), process.MinSigma])))
            .Append(("repeating", new([.. Grid(steps).SkipLast(1).Append(process.MinSigma).SelectMany(sigma => new[] { sigma, sigma })]))))
        {
            var recorder = new RecordingDenoiser(MixtureDenoiser.TwoModes(process, 2));
            using var latent = Noise(sigmas, 1, ElementType.Float64);
            var input = Input(recorder, sigmas, latent, 9);
            var (made, declared) = (recorder.Calls, sampler.CountCalls(process, sigmas, input.Options));
            foreach (var step in sampler.Run(input))
            {
                // Methods that know no steps between equal levels tell those with others.
                Assert.That(made.Count == 0 || Math.Abs(made[^1].StepIndex - step.StepIndex) <= 1, $"{name}: {made.LastOrDefault()} in step {step.StepIndex}");
                if (sigmas.Distinct().Count() == sigmas.Count) Assert.That((made[^1].StepIndex, made[^1].NextSigma), Is.EqualTo((step.StepIndex, step.Sigma)), name);
            }

            Assert.That(made.Select(call => call.CallIndex), Is.EqualTo(Enumerable.Range(0, made.Count)), name);
            Assert.That(declared, sampler == Samplers.DpmAdaptive ? Is.Null : Is.EqualTo(made.Count), name);
            Assert.That(made, Has.All.Matches<DenoiseCall>(call => call.CallCount == declared && call.StepCount == sigmas.StepCount), name);
            Assert.That(made, Has.All.Matches<DenoiseCall>(call => call is { Sigma: > 0, Progress: >= 0, ProgressEnd: <= 1 } && call.Progress < call.ProgressEnd), name);
        }
    }

    [Test]
    public void EveryScheduleWorks([Values(1, 2, 4)] int steps)
    {
        // A corrector at the end of one huge step overshoots, as the method's formula does; no more than the noise itself was large.
        foreach (var schedule in Schedules.All.Where(schedule => schedule.Supports(process)))
            Assert.That(Largest(Run(MixtureDenoiser.TwoModes(process, 2), schedule.Create(process, steps))), Is.LessThan(Widest), schedule.Id);
    }

    [Test]
    public void ManyStepsReachTheDistribution()
    {
        if (sampler.GoesToNoise) Assert.Pass("It goes the other way.");

        // The mean is 0.6 * 0.8 - 0.4 * 0.7 = 0.2; the bound is five standard errors for 64 pairs that share a mode.
        var x = Run(MixtureDenoiser.TwoModes(process, 2), Grid(100), seed: 5);
        if (sampler.Order > 0) Assert.That(x.Average(), Is.EqualTo(0.2).Within(5 * 0.9 / 8));
        Assert.That(x.Max() - x.Min(), Is.InRange(1.5, 7));
    }

    [Test]
    public void TheVarianceIsKept()
    {
        // Consistency functions of single points are no posterior means: where the mean stands in for them, variance is lost.
        if (sampler.GoesToNoise || sampler.IsForDistilledModels) Assert.Pass("It makes no promise.");
        const double data = 0.5, last = 0.1;
        SigmaSchedule grid = new([.. Enumerable.Range(0, 201).Select(i => Math.Min(process.MaxSigma, 20) * Math.Pow(last / Math.Min(process.MaxSigma, 20), i / 200.0))]);
        var x = Run(MixtureDenoiser.Gaussian(process, 2, mean: 0, std: data), grid, shape: new(8192, 2));
        var expected = Math.Pow(process.Signal(last) * data, 2) + last * last;
        Assert.That(x.Sum(v => v * v) / x.Length / expected, Is.InRange(0.9, 1.1));
    }

    [Test]
    public void StepsReportWhereTheyAre()
    {
        var grid = Grid(4);
        using var latent = Noise(grid, 1, ElementType.Float32);
        var steps = sampler.Run(Input(MixtureDenoiser.TwoModes(process, 2), grid, latent, 1)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(steps.Select(step => step.StepIndex), Is.EqualTo(new[] { 0, 1, 2, 3 }));
            Assert.That(steps.Select(step => step.Sigma), Is.EqualTo(sampler.GoesToNoise ? grid.Reverse().Skip(1) : grid.Skip(1)));
            Assert.That(steps, Has.All.Matches<SamplerStep>(step => step.StepCount == 4 && step.Latent == latent));
        });
    }

    [Test]
    public void SeedsDecide()
    {
        var denoiser = MixtureDenoiser.TwoModes(process, 2);
        var first = Run(denoiser, Grid(4), noiseSeed: 1);
        Assert.That(Run(denoiser, Grid(4), noiseSeed: 1), Is.EqualTo(first));
        Assert.That(Run(denoiser, Grid(4), noiseSeed: 2), IsStochastic ? Is.Not.EqualTo(first) : Is.EqualTo(first));
    }

    // A base model before its refiner does the first steps of the whole run, and none of them as if it were the last.
    [Test]
    public void TheFirstPartOfARunIsTheRunsFirstPart([Values(2, 5)] int count)
    {
        if (sampler.GoesToNoise || sampler.Id == "dpm_fast") Assert.Pass("It does not begin where a run begins, or divides a run as a whole.");
        var (grid, denoiser) = (Grid(8), MixtureDenoiser.TwoModes(process, 2));
        using var latent = Noise(grid, 1, ElementType.Float64);
        foreach (var step in sampler.Run(Input(denoiser, grid, latent, 9)))
            if (step.StepIndex + 1 == count) break;
        Assert.That(Run(denoiser, grid.Until(count)), Is.EqualTo(Read(latent)).Within(1e-9));
    }

    [Test]
    public void IteratingAgainAndStoppingEarlyLeaveNothingBehind()
    {
        var grid = Grid(5);
        using var latent = Noise(grid, 1, ElementType.Float64);
        var start = Read(latent);
        var run = sampler.Run(Input(MixtureDenoiser.TwoModes(process, 2), grid, latent, 3));
        var results = new List<double[]>();
        foreach (var pulls in new[] { 5, 2, 1, 5 })
        {
            start.CopyTo(((CpuTensor<double>)latent).Span);
            foreach (var step in run)
                if (step.StepIndex + 1 == pulls) break;
            results.Add(Read(latent));
            Assert.That(Largest(results[^1]), Is.Not.NaN);
        }

        Assert.That(results[3], Is.EqualTo(results[0]));
        Assert.That(results[1], Is.Not.EqualTo(results[0]));
    }

    [Test]
    public void ACancelledCallEndsTheRunAndTheNextIsWhole()
    {
        var grid = Grid(5);
        using var latent = Noise(grid, 1, ElementType.Float64);
        var start = Read(latent);
        var denoiser = new CancellingDenoiser(MixtureDenoiser.TwoModes(process, 2));
        var run = sampler.Run(Input(denoiser, grid, latent, 3));
        denoiser.CallsUntilCancelled = 2;
        Assert.That(() => run.Count(), Throws.InstanceOf<OperationCanceledException>());
        denoiser.CallsUntilCancelled = int.MaxValue;
        start.CopyTo(((CpuTensor<double>)latent).Span);
        foreach (var _ in run) { }
        Assert.That(Read(latent), Is.EqualTo(Run(MixtureDenoiser.TwoModes(process, 2), grid, noiseSeed: 3)));
    }

    [Test]
    public void Float32AgreesWithFloat64([Values(1, 4, 20)] int steps)
    {
        var denoiser = MixtureDenoiser.Gaussian(process, 2);
        var narrow = Run(denoiser, Grid(steps), type: ElementType.Float32);
        var wide = Run(denoiser, Grid(steps), type: ElementType.Float64);

        // From data the noise is a difference of nearly equal numbers.
        var bound = sampler.GoesToNoise ? 5e-3 * process.MaxSigma : 5e-5 * Math.Max(1, Largest(wide));
        for (var i = 0; i < wide.Length; i++) Assert.That(narrow[i], Is.EqualTo(wide[i]).Within(bound), $"element {i}");
    }

    [Test]
    public void NoStepAllocates([Values] bool isBatch)
    {
        var grid = Grid(40);
        using var latent = Noise(grid, 1, ElementType.Float32);
        ulong[]? seeds = isBatch ? [.. Enumerable.Range(0, Shape[0]).Select(row => (ulong)row)] : null;
        var input = Input(MixtureDenoiser.TwoModes(process, 2), grid, latent, 1) with { Seeds = seeds };
        Assert.That(Allocated.BySteps(() => sampler.Run(input), 4, 30), Is.Zero);
    }

    [Test]
    public void RowsUnderSeedsOfTheirOwnAreRunsOfTheirOwn([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        ulong[] seeds = [3, 1, 4];
        var (grid, denoiser, one) = (Grid(6), MixtureDenoiser.TwoModes(process, 2), new TensorShape(1, 8));
        double[][] alone = [.. seeds.Select(seed => Run(denoiser, grid, seed, seed, type, one))];
        using var latent = Ops.Create(one.WithLeading(seeds.Length), type);
        for (var row = 0; row < seeds.Length; row++)
        {
            using (var target = Ops.View(latent, row, 1))
            using (var noise = Noise(grid, seeds[row], type, one)) Ops.Copy(target, noise);
        }
        foreach (var _ in sampler.Run(Input(denoiser, grid, latent, 77) with { Seeds = seeds })) { }
        var together = Read(latent).Chunk(8);
        if (sampler.CouplesRows) Assert.That(together, Is.Not.EqualTo(alone), "then the sampler need not say that rows depend on each other");
        else Assert.That(together, Is.EqualTo(alone));
    }

    [Test]
    public void AnyRankIsSampled()
    {
        var denoiser = MixtureDenoiser.TwoModes(process, 2);
        var flat = Run(denoiser, Grid(4), shape: new(128));
        var cube = Run(denoiser, Grid(4), shape: new(2, 4, 4, 4));
        Assert.That(Largest(flat), Is.Not.NaN);

        // The corrector's step is as long as a mean over the batch says, and here each shape is another batch.
        if (sampler.Id != "predictor_corrector") Assert.That(cube, Is.EqualTo(flat));
    }

    [Test]
    public void LevelsMayRepeat()
    {
        var grid = Grid(4);
        SigmaSchedule repeated = new([grid[0], grid[1], grid[1], grid[2], grid[3], grid[3], grid[3] / 2, grid[3] / 2]);
        Assert.That(Largest(Run(MixtureDenoiser.TwoModes(process, 2), repeated)), Is.LessThan(Widest));
    }

    [Test]
    public void EtaOutsideItsRangeIsRefused([Values(-0.1, 1.1, double.NaN)] double value)
    {
        var grid = Grid(2);
        using var latent = Noise(grid, 1, ElementType.Float32);
        var input = Input(MixtureDenoiser.TwoModes(process, 2), grid, latent, 1) with { Options = new() { Eta = value } };
        Assert.That(() => sampler.Run(input), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private SigmaSchedule Grid(int steps) => new([.. Enumerable.Range(0, steps + 1).Select(i => process.MaxSigma * Math.Pow(1 - (double)i / steps, 2))]);

    private double[] Run(
        IDenoiser denoiser, SigmaSchedule grid, ulong seed = 1, ulong noiseSeed = 9, ElementType type = ElementType.Float64, TensorShape? shape = null)
    {
        using var latent = Noise(grid, seed, type, shape);
        foreach (var _ in sampler.Run(Input(denoiser, grid, latent, noiseSeed))) { }
        return Read(latent);
    }

    private SamplerInput Input(IDenoiser denoiser, SigmaSchedule grid, Tensor latent, ulong seed) =>
        new() { Ops = Ops, Denoiser = denoiser, Sigmas = grid, Latent = latent, Seed = seed, Options = new() { Eta = eta } };

    private Tensor Noise(SigmaSchedule grid, ulong seed, ElementType type, TensorShape? shape = null)
    {
        var latent = Ops.Create(shape ?? Shape, type);
        Ops.Noise.Fill(latent, sampler.GoesToNoise ? 1 : grid[0], seed, NoiseStreams.Initial);
        return latent;
    }

    // NaN if there is one.
    private static double Largest(double[] values) => values.Aggregate(0.0, (largest, value) => Math.Max(largest, Math.Abs(value)));

    private static double[] Read(Tensor tensor) => tensor is CpuTensor<double> wide
        ? wide.Span.ToArray()
        : Array.ConvertAll(((CpuTensor<float>)tensor).Span.ToArray(), v => (double)v);
}
