using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;

namespace Scumble.Onnx;

/// <summary>
/// Recorded calls made again with nothing around them: the same sessions and shapes, ONNX Runtime's own memory, one
/// RunWithBinding each. The yardstick for what a pipeline adds. One thread; dispose before the sessions.
/// </summary>
public sealed class BareCalls : IDisposable
{
    private readonly Dictionary<GraphCall, BareCall> _bound = [];

    /// <summary>Binds memory for every kind of call, and runs each once.</summary>
    /// <exception cref="ScumbleException">ONNX Runtime failed.</exception>
    public BareCalls(IEnumerable<GraphCall> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        foreach (var call in calls.Distinct())
        {
            try
            {
                _bound.Add(call, new BareCall(call));
            }
            catch (OnnxRuntimeException e)
            {
                Dispose();
                throw OnnxErrors.Running(call.Session.ModelPath, e);
            }
        }
    }

    /// <summary>Makes one of the calls and returns the time that it took.</summary>
    /// <exception cref="ScumbleException">ONNX Runtime failed.</exception>
    public TimeSpan Run(GraphCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var bound = _bound[call];
        var start = Stopwatch.GetTimestamp();
        try
        {
            bound.Run();
        }
        catch (OnnxRuntimeException e)
        {
            throw OnnxErrors.Running(call.Session.ModelPath, e);
        }
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Releases the memory; the sessions are not owned.</summary>
    public void Dispose()
    {
        foreach (var call in _bound.Values) call.Dispose();
    }
}
