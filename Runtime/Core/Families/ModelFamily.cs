using Scumble.Diagnostics;
using Scumble.Inference;
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

    /// <summary>Whether the folder holds a model of this family.</summary>
    public abstract bool Matches(ModelFolder folder);

    /// <summary>What the model uses where a request says nothing.</summary>
    /// <exception cref="ScumbleException">A value in the folder makes no sense.</exception>
    public abstract ModelDefaults Defaults(ModelFolder folder);

    /// <summary>Joins the opened graphs. The model owns them from here on, also when this throws.</summary>
    /// <exception cref="ScumbleException">The components do not fit each other.</exception>
    public abstract OpenModel Join(ModelFolder folder, IInferenceBackend backend, ModelSessions sessions);
}
