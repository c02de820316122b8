using System.Numerics;
using LiveWindow;

namespace SceneToConcept;

/// <summary>What an artist does with a scene: flies, picks, prompts, generates, projects, goes back. It draws nothing; the renderer's thread only.</summary>
internal sealed class SceneEditor : IDisposable
{
    private const long HistoryBytes = 1L << 30;

    private static readonly (int Key, Vector3 Direction)[] Flight =
    [
        ('D', Vector3.UnitX), ('A', -Vector3.UnitX), ('E', Vector3.UnitY), ('Q', -Vector3.UnitY), ('W', Vector3.UnitZ), ('S', -Vector3.UnitZ),
    ];

    private readonly ConceptOptions _options;
    private readonly ConceptMaker _maker;
    private readonly Jobs<EditState> _jobs = new();
    private readonly History<EditState> _history;
    private readonly HashSet<int> _held = [];
    private Selection _selection = Selection.None;
    private TextLine? _typing;
    private Vector2 _cursor;
    private EditState? _saved;
    private bool _isPictureLarge, _isHelpShown = true, _wasWarned;

    public SceneEditor(ConceptOptions options, ConceptMaker maker)
    {
        (_options, _maker) = (options, maker);
        var state = EditState.Of(SampleScene.Of(options.Scene), options);
        _history = new(state, (int)Math.Clamp(HistoryBytes / state.Atlases.Sum(atlas => 16L * atlas.Edge * atlas.Edge), 4, 200));
        _saved = state;
        Stand(state.Scene);
    }

    public FlyCamera Camera { get; } = new();

    public EditState State => _history.Now;

    /// <summary>The objects that are picked.</summary>
    public IReadOnlySet<int> Picked => _selection.Ids;

    /// <summary>Whether something runs.</summary>
    public bool IsBusy => _jobs.IsBusy;

    /// <summary>Whether the cursor turns the camera.</summary>
    public bool IsLooking { get; private set; }

    /// <summary>Whether the user asked to end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What the user was told last, and whether it is a failure.</summary>
    public (string Text, bool IsError) Message { get; private set; } = ("", false);

    /// <summary>What the screen says of all this, in one line.</summary>
    public string Shown => $"{State.Scene.Name}; {(Describe() is var (what, prompt) ? $"{what}: {prompt}" : "nothing picked")}; {Message.Text}";

    /// <summary>A pixel that was clicked, and what was held; until <see cref="Pick"/> says what it shows.</summary>
    public (int X, int Y, InputModifiers Modifiers)? Click { get; private set; }

    private bool IsPictureLarge => _isPictureLarge && State.Picture is not null;

    /// <summary>Takes what the user did.</summary>
    /// <param name="input">It.</param>
    /// <param name="aspect">Width by height of the window.</param>
    public void Take(InputEvent input, float aspect)
    {
        switch (input.Kind)
        {
            case InputKind.KeyUp:
                _held.Remove(input.Code);
                break;
            case InputKind.ButtonDown when input.Code == 0 && IsPictureLarge:
                _isPictureLarge = false;
                break;
            case InputKind.ButtonDown when input.Code == 0:
                Click = ((int)input.At.X, (int)input.At.Y, input.Modifiers);
                break;
            case InputKind.ButtonDown when input.Code == 1:
                IsLooking = true;
                break;
            case InputKind.ButtonUp when input.Code == 1:
                IsLooking = false;
                break;
            case InputKind.Move:
                if (IsLooking) Camera.Look(input.At - _cursor);
                _cursor = input.At;
                break;
            case InputKind.Scroll:
                Camera.Scroll(input.At.Y);
                break;
            case InputKind.Drop when input.Text is { } path:
                Start($"loading {Path.GetFileName(path)}", (_, _) => Task.FromResult(SceneFiles.Load(path, _options)));
                break;
            case InputKind.Character when _typing is not null:
                _typing.Take(input);
                break;
            case InputKind.KeyDown:
                var command = KeyMap.Command(input, _typing is not null);
                if (command != EditCommand.None) Do(command, aspect);
                else if (_typing is not null) _typing.Take(input);
                else if (!input.Modifiers.HasFlag(InputModifiers.Control)) _held.Add(input.Code);
                break;
        }
    }

    /// <summary>Tells what was clicked.</summary>
    /// <param name="id">The object, 0 for none.</param>
    public void Pick(int id)
    {
        if (Click is not { } click) return;
        _selection = _selection.Click(id, click.Modifiers, State.Prompts);
        (Click, _typing) = (null, null);
    }

    /// <summary>A frame's time passes: the camera flies, and what has ended beside the frames is taken over.</summary>
    public void Step(float seconds)
    {
        var direction = _typing is null ? Flight.Where(one => _held.Contains(one.Key)).Aggregate(Vector3.Zero, (sum, one) => sum + one.Direction) : Vector3.Zero;
        Camera.Step(direction, _held.Contains(Keys.LeftShift) || _held.Contains(Keys.RightShift), seconds);
        if (_jobs.Take() is not { } result) return;
        Say(result.Message, result.IsError);
        if (result is { Step: "save", IsError: false }) _saved = State;
        if (result.Change is not null) Change(result.Change(State), result.Step);
    }

    /// <summary>Tells the user something.</summary>
    public void Say(string text, bool isError = false) => Message = (text, isError);

    /// <summary>What lies over the scene.</summary>
    public Hud Hud(double seconds) => new()
    {
        Scene = FormattableString.Invariant($"{State.Scene.Name}: {State.Scene.Objects.Count} objects, {Camera.MetresPerSecond:0.0} m/s"),
        Picked = Describe(),
        Typing = _typing,
        Progress = _jobs.Progress,
        Message = Message.Text,
        IsError = Message.IsError,
        PictureAspect = State.Picture is { Picture: var picture } ? (float)picture.Width / picture.Height : null,
        IsPictureLarge = IsPictureLarge,
        IsHelpShown = _isHelpShown,
        IsSomethingPicked = Picked.Count > 0 && !IsPictureLarge,
        Seconds = seconds,
    };

    /// <summary>Ends what runs.</summary>
    public void Dispose() => _jobs.Dispose();

    private void Do(EditCommand command, float aspect)
    {
        if (command != EditCommand.Leave) _wasWarned = false;
        switch (command)
        {
            case EditCommand.BeginPrompt when Picked.Count == 0 && !_maker.PaintsViews:
                Say("Click an object first.");
                break;
            case EditCommand.BeginPrompt:
                _typing = new TextLine(_maker.PaintsViews ? State.ViewPrompt : State.Prompts[Picked.Min()]);
                _held.Clear();
                break;
            case EditCommand.GivePrompt:
                Give(_typing!.Text.Trim());
                break;
            case EditCommand.LeavePrompt:
                _typing = null;
                break;
            case EditCommand.Generate:
                var (state, picked, from) = (State, Picked, new Viewpoint(Camera.Eye, Camera.Ahead, _options.Size.Width, Math.Max(1, (int)MathF.Round(_options.Size.Width / aspect))));
                Start("generate", (report, stop) => _maker.GenerateAsync(state, from, picked, report, stop));
                break;
            case EditCommand.Project or EditCommand.ProjectOver when State.Picture is null:
                Say("There is no picture to project: G generates one of what the camera sees.");
                break;
            case EditCommand.Project or EditCommand.ProjectOver:
                var now = State;
                Start("projecting the picture", (_, _) => Task.FromResult(ConceptMaker.Project(now, command == EditCommand.ProjectOver)));
                break;
            case EditCommand.Undo:
                Go(_history.Undo, "Undone: ", "There is nothing to undo.");
                break;
            case EditCommand.Redo:
                Go(_history.Redo, "Done again: ", "There is nothing to do again.");
                break;
            case EditCommand.Save:
                var saved = State;
                Start("saving", (_, _) => Task.FromResult(SceneFiles.Save(saved, _options.Folder)));
                break;
            case EditCommand.Frame:
                var (least, greatest) = _selection.Bounds(State.Scene.Corners());
                Camera.Frame(least, greatest, SceneDrawing.VerticalDegrees, aspect);
                break;
            case EditCommand.Picture:
                _isPictureLarge = !_isPictureLarge;
                break;
            case EditCommand.Help:
                _isHelpShown = !_isHelpShown;
                break;
            case EditCommand.Leave:
                Leave();
                break;
        }
    }

    private void Give(string prompt)
    {
        _typing = null;
        if (prompt.Length == 0) Say("An empty prompt is none: the one before stays.");
        else if (_maker.PaintsViews) Change(State with { ViewPrompt = prompt }, "prompt");
        else if (Picked.Any(id => State.Prompts[id] != prompt)) Change(State with { Prompts = State.Prompts.SetItems(Picked.Select(id => KeyValuePair.Create(id, prompt))) }, "prompt");
    }

    private void Start(string what, Func<Action<string>, CancellationToken, Task<JobResult<EditState>>> job)
    {
        if (!_jobs.Start(what, job)) Say("Something runs still: Esc stops it.");
    }

    // What runs builds on the state that there is.
    private void Go(Func<string?> step, string done, string nothing)
    {
        if (_jobs.IsBusy)
        {
            Say("Something runs still: Esc stops it.");
            return;
        }
        var before = State.Scene;
        Say(step() is { } what ? done + what : nothing);
        if (!ReferenceEquals(before, State.Scene)) Stand(State.Scene);
    }

    private void Change(EditState state, string step)
    {
        var before = State.Scene;
        _history.Do(state, step);
        if (!ReferenceEquals(before, state.Scene)) Stand(state.Scene);
    }

    private void Stand(SampleScene scene)
    {
        (_selection, _typing) = (Selection.None, null);
        Camera.Stand(scene.Views[0].Eye, scene.Views[0].Ahead);
        Camera.MetresPerSecond = 40 * scene.NearMetres;
    }

    // First what runs ends, then what was picked is let go, then the program; work that was not saved is not lost by one key.
    private void Leave()
    {
        if (_jobs.IsBusy) _jobs.Stop();
        else if (Picked.Count > 0) _selection = Selection.None;
        else if (ReferenceEquals(State, _saved) || _wasWarned) IsOver = true;
        else
        {
            Say("This is not saved: ctrl S saves, Esc again ends.");
            _wasWarned = true;
        }
    }

    private (string What, string Prompt)? Describe()
    {
        if (_maker.PaintsViews) return ("the whole view", State.ViewPrompt);
        if (Picked.Count == 0) return null;
        var (first, prompts) = (Picked.Min(), Picked.Select(id => State.Prompts[id]).Distinct().ToArray());
        return (Picked.Count == 1 ? State.Scene.Objects[first - 1].Name : $"{Picked.Count} objects", prompts.Length == 1 ? prompts[0] : $"{prompts.Length} prompts");
    }
}
