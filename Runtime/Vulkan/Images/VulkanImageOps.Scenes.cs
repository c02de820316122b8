using System.Runtime.InteropServices;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>What a scene's camera sees.</summary>
public sealed partial class VulkanImageOps
{
    private const int QuantileBins = 516, QuantileGroups = 1024;

    /// <inheritdoc/>
    public void LinearDepth(Tensor target, Tensor depth, DepthConvention convention, bool inverse)
    {
        ImageChecks.LinearDepth(target, depth, convention);
        var (to, from) = Apart(target, depth);
        var ((near, far), (scale, bias)) = (convention.Ends, convention.Nearness);
        Scene("linear_depth", to, from, new() { Flags = (convention.IsOrthographic ? 1u : 0) | (inverse ? 2u : 0), A = near, B = far, C = scale, D = bias });
    }

    /// <inheritdoc/>
    public void NormalFromDepth(Tensor normal, Tensor inverse, CameraRays rays)
    {
        ImageChecks.FromOne(normal, 3, inverse);
        var (to, from) = Apart(normal, inverse);
        Scene("normal_from_depth", to, from, new() { A = rays.StepX, B = rays.FirstX, C = rays.StepY, D = rays.FirstY, E = rays.DepthMetres });
    }

    /// <inheritdoc/>
    public void GeometryEdges(Tensor edges, Tensor? inverse, Tensor? normal, Tensor? ids, float depthStep, float normalStep)
    {
        ImageChecks.GeometryEdges(edges, inverse, normal, ids, depthStep, normalStep);
        var sources = new[] { inverse, normal, ids };
        var to = Ours(edges);
        foreach (var source in sources)
            if (source is not null) Apart(edges, source);
        // What is not there is not read: any buffer may stand in its place.
        var any = Ours((inverse ?? normal ?? ids)!);
        var (first, second, third) = (Ours(inverse ?? any), Ours(normal ?? any), Ours(ids ?? any));
        Scene("geometry_edges", to, first, new()
        {
            Flags = (inverse is null ? 0 : 1u) | (normal is null ? 0 : 2u) | (ids is null ? 0 : 4u),
            A = depthStep,
            B = (1 - normalStep) * (1 - normalStep),
        }, second, third);
    }

    /// <inheritdoc/>
    public void ColourIds(Tensor colours, Tensor ids, bool isColour)
    {
        ImageChecks.FromOne(colours, 3, ids);
        var (to, from) = Apart(colours, ids);
        Scene("colour_ids", to, from, new() { Flags = isColour ? 1u : 0 });
    }

    /// <inheritdoc/>
    public void Reproject(Tensor target, Tensor known, Tensor picture, Tensor seen, Tensor inverse, CameraMotion motion, float tolerance, float share)
    {
        ImageChecks.Reproject(target, known, picture, seen, inverse, tolerance, share);
        var sources = new[] { Ours(picture), Ours(seen), Ours(inverse) };
        foreach (var source in sources) (_, _) = (Apart(target, source), Apart(known, source));
        var (to, isKnown) = Apart(target, known);
        ReprojectArguments arguments = new()
        {
            Width = to.Shape[1],
            Height = to.Shape[0],
            Channels = to.Shape[2],
            Tolerance = tolerance,
            Share = share,
            Target = (uint)to.FirstElement,
            Known = (uint)isKnown.FirstElement,
            Picture = (uint)sources[0].FirstElement,
            Seen = (uint)sources[1].FirstElement,
            Inverse = (uint)sources[2].FirstElement,
            Motion = motion.Matrix,
        };
        Run(_device.Kernels["reproject"], arguments, arguments.Width, arguments.Height, [to.Live, isKnown.Live, .. sources.Select(source => source.Live)], []);
    }

    /// <inheritdoc/>
    public void Quantiles(Tensor range, Tensor source, float low, float high)
    {
        ImageChecks.Quantiles(range, source, low, high);
        var (to, from) = (Ours(range), Ours(source));
        var state = Scratch(0, QuantileBins);
        var arguments = new ElementwiseArguments<float> { Count = from.Count, X = (uint)from.FirstElement, Y = (uint)to.FirstElement, A = low, B = high };
        Step(512, 1);
        for (uint digit = 0; digit < sizeof(float); digit++)
        {
            Step(digit, Groups(from.Count, QuantileGroups));
            Step(256 | digit, 1);
        }

        void Step(uint flags, uint groups)
        {
            arguments.Flags = flags;
            _device.Commands.Dispatch(_device.Kernels["quantiles"], [state, from.Live, to.Live], [], MemoryMarshal.AsBytes(new ReadOnlySpan<ElementwiseArguments<float>>(in arguments)), groups);
        }
    }

    private void Scene(string kernel, VulkanTensor target, VulkanTensor first, SceneArguments arguments, VulkanTensor? second = null, VulkanTensor? third = null)
    {
        (second, third) = (second ?? first, third ?? first);
        (arguments.Width, arguments.Height, arguments.Target) = (target.Shape[1], target.Shape[0], (uint)target.FirstElement);
        (arguments.First, arguments.Second, arguments.Third) = ((uint)first.FirstElement, (uint)second.FirstElement, (uint)third.FirstElement);
        Run(_device.Kernels[kernel], arguments, arguments.Width, arguments.Height, [target.Live, first.Live, second.Live, third.Live], []);
    }
}
