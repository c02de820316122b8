using System.Numerics;

namespace SceneToConcept;

/// <summary>An object of a scene.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Prompt">What it is to be made of.</param>
/// <param name="Colour">As a block-out, linear.</param>
internal sealed record SceneObject(string Name, string Prompt, Vector3 Colour);
