using Scumble.Imaging;
using Scumble.Tests.Contracts;

namespace Scumble.Tests.Core.Nodes;

/// <summary>The contract on the host.</summary>
public class CpuNodesTests : NodeContract
{
    protected override IImageOps CreateOps() => new CpuImageOps();
}
