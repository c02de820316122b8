using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>Everything behind the page and the tools of agents: the project, its models, its runs. Any thread.</summary>
internal sealed class StudioSession : IAsyncDisposable
{
    /// <summary>A quick look: what two cores do within 300 ms.</summary>
    public static readonly Draft Draft = new(Edge: 256, Steps: 2);

    /// <param name="options">What to work on.</param>
    /// <exception cref="Diagnostics.ScumbleException">The project folder is not there or cannot be written.</exception>
    public StudioSession(StudioOptions options)
    {
        Options = options;
        Project = new ProjectFolder(options.Project);
        Models = new ModelShelf(options);
        Pictures = new PictureStore(Project);
        Runs = new RunStore(Project, Feed);
        Queue = new RunQueue(Runs);
        Generations = new Generations(this);
        Graphs = new GraphStore(Project, Feed);
        GraphRuns = new GraphRuns(this);
        Graphing = new GraphRunner(new CpuImageOps(), Models);
        NodePictures = new NodePictures(this);
    }

    /// <summary>What it was started with.</summary>
    public StudioOptions Options { get; }

    /// <summary>Where it reads and writes.</summary>
    public ProjectFolder Project { get; }

    /// <summary>The models that can run.</summary>
    public ModelShelf Models { get; }

    /// <summary>Pictures that were brought in.</summary>
    public PictureStore Pictures { get; }

    /// <summary>What changed, for those who watch.</summary>
    public RunFeed Feed { get; } = new();

    /// <summary>Runs of now and before.</summary>
    public RunStore Runs { get; }

    /// <summary>What runs, and what waits.</summary>
    public RunQueue Queue { get; }

    /// <summary>Pictures of runs that are not done yet.</summary>
    public PreviewStore Previews { get; } = new();

    /// <summary>From requests to runs.</summary>
    public Generations Generations { get; }

    /// <summary>The project's graphs.</summary>
    public GraphStore Graphs { get; }

    /// <summary>From graphs to runs.</summary>
    public GraphRuns GraphRuns { get; }

    /// <summary>Runs graphs, and keeps what their nodes gave.</summary>
    public GraphRunner Graphing { get; }

    /// <summary>What nodes gave, to look at.</summary>
    public NodePictures NodePictures { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        Graphing.Dispose();
        Models.Dispose();
    }
}
