using System.Text.Json.Serialization;

namespace Scumble.Stages;

/// <summary>How to get from noise to the picture in the steps that a request has; null means the model's own way. Immutable.</summary>
public sealed record SamplingRequest
{
    /// <summary>The sampler's id, for example "euler".</summary>
    public string? Sampler { get; init; }

    /// <summary>The schedule's id, for example "karras".</summary>
    public string? Schedule { get; init; }

    /// <summary>Share of fresh noise in each step, 0 to 1, for samplers that use it; the sampler's own share by default.</summary>
    public double? Eta { get; init; }

    /// <summary>Steps of a cascade's first network, 1 to <see cref="TextureRequest.MaxSteps"/>; as many as those of the request by default.</summary>
    public int? BaseSteps { get; init; }

    /// <summary>The timesteps to visit, descending, instead of those of the steps and <see cref="Schedule"/>.</summary>
    [JsonConverter(typeof(ValueList<double>.Converter))]
    public ValueList<double>? Timesteps { get; init; }

    /// <summary>The noise levels to visit, descending, before any shift, likewise.</summary>
    [JsonConverter(typeof(ValueList<double>.Converter))]
    public ValueList<double>? Sigmas { get; init; }

    /// <summary>
    /// Whether fresh noise is one path that the seed alone decides, so that more steps refine the same picture, or is drawn anew in each step; the
    /// sampler's own kind by default (<see cref="Scumble.Sampling.BrownianNoise"/>).
    /// </summary>
    public bool? BrownianNoise { get; init; }
}
