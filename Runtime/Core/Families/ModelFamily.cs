using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Models;

namespace Scumble.Families;

/// <summary>A kind of model: how a folder is recognised and how its graphs work together. Stateless and thread-safe.</summary>
public abstract class ModelFamily
{
    /// <summary>The id in files and on the command line.</summary>
    public abstract string Id { get; }

    /// <summary>The name for people.</summary>
    public abstract string Name { get; }

    /// <summary>The components whose graphs a texture needs.</summary>
    public abstract IReadOnlyList<string> Graphs { get; }

    /// <summary>Pipeline classes of model_index.json that mean this family where the graphs cannot be asked.</summary>
    public virtual IReadOnlyList<string> ClassNames => [];

    /// <summary>scheduler_config.json as this family was trained, for layouts that have none; null where there always is one.</summary>
    protected virtual string? UsualScheduler => null;

    /// <summary>Whether the folder holds a model of this family, by what its graphs take.</summary>
    /// <exception cref="ScumbleException">A graph is damaged.</exception>
    public abstract bool Matches(ModelFolder folder);

    /// <summary>What the model uses where a request says nothing.</summary>
    /// <exception cref="ScumbleException">A value in the folder makes no sense.</exception>
    public abstract ModelDefaults Defaults(ModelFolder folder);

    /// <summary>The family of models that can go on where a model of this folder stops, or null.</summary>
    public virtual ModelFamily? RefinerOf(ModelFolder folder) => null;

    /// <summary>Which channel that the model decodes is which map of a material; null where it makes plain pictures.</summary>
    /// <exception cref="ScumbleException">The folder says nothing that makes sense.</exception>
    public virtual MaterialLayout? Layout(ModelFolder folder) => null;

    /// <summary>Whether the model can encode a picture.</summary>
    public virtual bool ReadsPictures(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Components.TryGetValue("vae_encoder", out var encoder) && encoder.HasGraph;
    }

    /// <summary>Whether the noise that a run starts from is turned as the prompt says, so that prompts differ in their layout under one seed.</summary>
    /// <exception cref="ScumbleException">What turns it is damaged, or was made for another model.</exception>
    public virtual bool RotatesNoise(ModelFolder folder) => false;

    /// <summary>What the model can do.</summary>
    /// <exception cref="ScumbleException">A graph's header or a value in the folder makes no sense.</exception>
    public ModelAbilities AbilitiesOf(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return ModelAbilities.Of(this, folder);
    }

    /// <summary>The components whose graphs a texture needs in this folder.</summary>
    public virtual IReadOnlyList<string> GraphsOf(ModelFolder folder) => Graphs;

    /// <summary>The process that the model was trained on, and how it is sampled.</summary>
    /// <exception cref="ScumbleException">The folder says nothing that makes sense.</exception>
    public virtual SchedulerConfig Scheduler(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return UsualScheduler is null || folder.Has("scheduler") ? SchedulerConfig.Read(folder)
            : SchedulerConfig.Read(JsonDocument.Parse(UsualScheduler).RootElement, Path.Combine(folder.Path, "scheduler"));
    }

    /// <summary>Joins the graphs. The model owns them from here on.</summary>
    /// <exception cref="ScumbleException">The components do not fit each other.</exception>
    public abstract OpenModel Join(IInferenceBackend backend, ModelSessions sessions);
}
