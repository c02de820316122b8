using Scumble.Imaging;
using Scumble.Materials;

namespace SceneToConcept;

/// <summary>What one camera saw, in host memory.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Convention">Of its depth.</param>
/// <param name="Scene">The block-out as it looks.</param>
/// <param name="Composition">What a composition of materials needs, depth among it.</param>
/// <param name="Controls">What each extractor makes of it, by its id.</param>
/// <param name="Places">Of each pixel the place in an atlas, and which piece's, from 1; 0 for nothing.</param>
/// <param name="Notes">What should be known.</param>
internal sealed record Frame(SceneCamera Camera, DepthConvention Convention, Image Scene, SceneComposition Composition, IReadOnlyDictionary<string, Image> Controls, Image Places, IReadOnlyList<string> Notes);
