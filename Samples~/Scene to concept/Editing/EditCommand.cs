namespace SceneToConcept;

/// <summary>What the user asks for.</summary>
internal enum EditCommand
{
    None,
    BeginPrompt,
    GivePrompt,
    LeavePrompt,
    Generate,
    Project,
    ProjectOver,
    Undo,
    Redo,
    Save,
    Frame,
    Picture,
    Help,
    Leave,
}
