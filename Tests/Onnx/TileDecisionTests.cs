using NUnit.Framework;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Networks;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

public class TileDecisionTests
{
    // 512 x 512 pixels of a decoder with 8 channels take 67 MB of features, and 134 MB of scores between 4096 places where it attends.
    [TestCase("sd15", 100_000_000, ExpectedResult = true)]
    [TestCase("sd15", 200_000_000, ExpectedResult = false)]
    [TestCase("taesd", 100_000_000, ExpectedResult = false)]
    [TestCase("taesd", 20_000_000, ExpectedResult = true)]
    public async Task<bool> APictureIsCutWhereItWouldNotFit(string model, long budget)
    {
        using var backend = new CountingBackend();
        var folder = ModelFolder.Open(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", model));
        using var sessions = await ModelSessions.OpenAsync(folder, backend, ["vae_decoder"], budget);
        using var decoder = new Autoencoder(backend.Ops, sessions, new AutoencoderDefaults { ScalingFactor = 1 }, isMadeSeamless: false).CreateDecoder(512, 512, 3, TileMode.None);
        return decoder is TiledVaeDecoder;
    }

    // 64 places fit along the edge of a tile: 8 rows need no second one, 128 columns do.
    [TestCase(TileMode.XY, null, ExpectedResult = "seamless-xy")]
    [TestCase(TileMode.XY, 20_000_000L, ExpectedResult = "seamless-y")]
    [TestCase(TileMode.X, 20_000_000L, ExpectedResult = "")]
    [TestCase(TileMode.None, null, ExpectedResult = "")]
    public async Task<string> OnlyAnAxisThatIsNotCutIsWrapped(TileMode tile, long? budget)
    {
        using var backend = new CountingBackend();
        var folder = ModelFolder.Open(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", "taesd"));
        using var sessions = await ModelSessions.OpenAsync(folder, backend, ["vae_decoder"], budget);
        using var decoder = new Autoencoder(backend.Ops, sessions, new AutoencoderDefaults { ScalingFactor = 1 }, isMadeSeamless: true).CreateDecoder(2048, 64, 3, tile);
        return string.Join(' ', backend.Open.Single().Rewrites);
    }
}
