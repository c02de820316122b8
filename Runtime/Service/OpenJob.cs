using System.Diagnostics;

namespace Scumble.Service;

/// <summary>A job that the background works on, and what is known of it. One thread.</summary>
internal sealed class OpenJob : IDisposable
{
    private readonly Activity? _activity;

    /// <param name="job">The job.</param>
    public OpenJob(TextureJob job)
    {
        Job = job;
        _activity = ServiceTelemetry.Activities.StartActivity("texture");
        _activity?.SetTag("model", job.Order.Model ?? "default");
    }

    public TextureJob Job { get; }

    /// <summary>How it is made; null before that is known.</summary>
    public IPlannedTexture? Planned { get; set; }

    /// <summary>What answers its request, once no cache had it.</summary>
    public CacheAnswer? Answer { get; set; }

    /// <summary>Says where the texture came from.</summary>
    public void CameFrom(string source) => _activity?.SetTag("from", source);

    /// <summary>Says that it was denoised together with others.</summary>
    public void CameTogether(int pictures) => _activity?.SetTag("together", pictures);

    /// <summary>Says why it failed.</summary>
    public void Failed(string why) => _activity?.SetStatus(ActivityStatusCode.Error, why);

    public void Dispose() => _activity?.Dispose();
}
