using Scumble.Stages;

namespace Scumble.Service;

/// <summary>Where the generations of one job are done: on the background thread, or slice by slice within the pump.</summary>
internal interface IGenerationBench
{
    /// <summary>Does one, showing its progress and its preview, and waits for its end.</summary>
    /// <param name="maker">The model.</param>
    /// <param name="request">With nothing left open.</param>
    /// <param name="isTexture">Whether it is the texture itself, which may stay on the device; otherwise a graph goes on with it.</param>
    MadeTexture Generate(ITextureMaker maker, TextureRequest request, bool isTexture);
}
