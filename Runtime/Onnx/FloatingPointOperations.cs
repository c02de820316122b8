using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;

namespace Scumble.Onnx;

/// <summary>
/// The arithmetic of a graph: 2 multiply-adds per output element and summed term of Conv, MatMul and Gemm; all other nodes
/// count nothing. The shapes are those that ONNX Runtime's profiler saw in one run of the unoptimised graph.
/// </summary>
public static class FloatingPointOperations
{
    /// <summary>Additions and multiplications of one call.</summary>
    /// <exception cref="ScumbleException">ONNX Runtime failed.</exception>
    public static long Of(GraphCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var folder = Directory.CreateTempSubdirectory("scumble-bench-");
        try
        {
            return Sum(Profile(call, Path.Combine(folder.FullName, "profile")));
        }
        catch (OnnxRuntimeException e)
        {
            throw OnnxErrors.Running(call.Session.ModelPath, e);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Profile(GraphCall call, string prefix)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            ProfileOutputPathPrefix = prefix,
            EnableProfiling = true,
        };
        options.AddSessionConfigEntry("session.disable_prepacking", "1"); // a packed weight shows no shape
        using var session = OnnxSession.OpenNative(call.Session.Source, options);
        using (new BareCall(call, session)) return session.EndProfiling();
    }

    private static long Sum(string path)
    {
        using var profile = JsonDocument.Parse(File.ReadAllBytes(path));
        return profile.RootElement.EnumerateArray()
            .Where(entry => entry.TryGetProperty("name", out var name) && name.GetString()!.EndsWith("_kernel_time", StringComparison.Ordinal))
            .Sum(entry => Of(entry.GetProperty("args")));
    }

    // Conv sums over the weight [o, i/g, kh, kw] but for o; MatMul and Gemm over the last axis of a.
    private static long Of(JsonElement node)
    {
        var op = node.GetProperty("op_name").GetString();
        if (op is not ("Conv" or "MatMul" or "Gemm")) return 0;
        var inputs = node.GetProperty("input_type_shape");
        var terms = op == "Conv" ? Shape(inputs[1])[1..].Aggregate(1L, (product, d) => product * d) : Shape(inputs[0])[^1];
        return 2 * terms * Shape(node.GetProperty("output_type_shape")[0]).Aggregate(1L, (product, d) => product * d);
    }

    // {"float": [1, 8, 32, 32]}
    private static long[] Shape(JsonElement typeAndShape) =>
        [.. typeAndShape.EnumerateObject().First().Value.EnumerateArray().Select(d => d.GetInt64())];
}
