using System.Numerics;

namespace SceneToConcept;

/// <summary>Where a camera stands and looks, and the size of its picture in pixels.</summary>
internal readonly record struct Viewpoint(Vector3 Eye, Vector3 Ahead, int Width, int Height);
