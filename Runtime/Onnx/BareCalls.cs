using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;

namespace Scumble.Onnx;

/// <summary>
/// Recorded calls made again with nothing around them: the same sessions and shapes, ONNX Runtime's own memory, one
/// RunWithBinding after the other. The yardstick for what a pipeline adds. One thread; dispose before the sessions.
/// </summary>
public sealed class BareCalls : IDisposable
{
    private readonly IReadOnlyList<GraphCall> _calls;
    private readonly Dictionary<GraphCall, BareCall> _bound = [];

    /// <summary>Binds memory for every kind of call, and runs each once.</summary>
    /// <exception cref="ScumbleException">ONNX Runtime failed.</exception>
    public BareCalls(IReadOnlyList<GraphCall> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        _calls = calls;
        try
        {
            foreach (var call in calls.Distinct()) _bound.Add(call, new BareCall(call));
        }
        catch (OnnxRuntimeException e)
        {
            Dispose();
            throw OnnxErrors.Running(calls[_bound.Count].Session.ModelPath, e);
        }
    }

    /// <summary>Makes all calls in order and returns the time that each component took.</summary>
    /// <exception cref="ScumbleException">ONNX Runtime failed.</exception>
    public IReadOnlyDictionary<string, TimeSpan> Run()
    {
        var times = new Dictionary<string, TimeSpan>();
        foreach (var call in _calls)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                _bound[call].Run();
            }
            catch (OnnxRuntimeException e)
            {
                throw OnnxErrors.Running(call.Session.ModelPath, e);
            }
            times[call.Component] = times.GetValueOrDefault(call.Component) + Stopwatch.GetElapsedTime(start);
        }
        return times;
    }

    /// <summary>Releases the memory; the sessions are not owned.</summary>
    public void Dispose()
    {
        foreach (var call in _bound.Values) call.Dispose();
    }
}
