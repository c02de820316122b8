using Scumble.Materials;
using Scumble.Output;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>A texture that one model makes from a prompt.</summary>
/// <param name="order">What is asked for.</param>
/// <param name="shelf">The models.</param>
internal sealed class PlannedRequest(ServiceRequest order, ModelShelf shelf) : IPlannedTexture
{
    private ITextureMaker? _maker;
    private TextureReport? _report;

    public string? Source => _report?.ModelHash ?? shelf.HashOf(order.Model);

    public string Identity => Report.Identity;

    private TextureReport Report => _report ??= Maker.Describe(order.Texture!);

    /// <summary>The request with nothing left open.</summary>
    public TextureRequest Request => Report.Request;

    /// <summary>The model.</summary>
    public ITextureMaker Maker => _maker ??= shelf.Get(order.Model);

    public MadeTexture Make(IGenerationBench bench) => bench.Generate(Maker, Request, isTexture: true);

    public IReadOnlyList<PngText> Texts(MaterialMap map) => (Report.Recipe with { Map = map.FileSuffix }).ToTexts();
}
