using System.Runtime.InteropServices;
using Scumble.Cuda;

namespace Scumble.Tests.Cuda;

/// <summary>
/// NVIDIA's driver in host memory, for machines without it: streams do at once what is enqueued, kernels are only written down. It fails
/// when it is told to, and knows what is alive. Each argument is a machine word, of which narrower ones take the lower half.
/// </summary>
internal sealed unsafe partial class FakeCuda
{
    public const int InvalidValue = 1;
    public const int OutOfMemory = 2;
    public const int InvalidHandle = 400;
    public const int CaptureUnsupported = 900;
    public const int CaptureInvalidated = 901;

    private readonly Dictionary<string, nint> _functions = [];
    private readonly List<Delegate> _keep = [];
    private readonly Dictionary<nint, object> _objects = [];
    private readonly Lock _turn = new();
    private readonly nint _noText = Marshal.StringToCoTaskMemUTF8("a fault of the test");
    private nint _lastHandle = 0x1000;
    private string _function = "";
    private int _countdown;
    private int _fault;

    public FakeCuda()
    {
        DefineDevices();
        DefineStreams();
        DefineGraphs();
        DefineMemory();
        DefineExternals();
        DefineKernels();
    }

    private delegate int Call1(nint a);

    private delegate int Call2(nint a, nint b);

    private delegate int Call3(nint a, nint b, nint c);

    private delegate int Call4(nint a, nint b, nint c, nint d);

    private delegate int Call5(nint a, nint b, nint c, nint d, nint e);

    private delegate int Call6(nint a, nint b, nint c, nint d, nint e, nint f);

    private delegate int Call11(nint a, nint b, nint c, nint d, nint e, nint f, nint g, nint h, nint i, nint j, nint k);

    /// <summary>Every function of cuda.h that was called, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Whether the fault that was asked for has happened.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The function that failed.</summary>
    public string Failed { get; private set; } = "";

    /// <summary>A function that this driver is too old to have.</summary>
    public string Lacks { get; set; } = "";

    /// <summary>Nouns of which something is alive.</summary>
    public IEnumerable<string> Alive => _objects.Values.GroupBy(one => one.GetType().Name).Select(group => $"{group.Count()} {group.Key}");

    public CudaDriver Driver => new(name => name == Lacks ? 0 : _functions[name]);

    /// <summary>Makes the <paramref name="count"/>-th call from now fail, of one function or ("") of any.</summary>
    public void FailAt(int count, int result = 999, string function = "") => (_countdown, _fault, _function, HasFailed) = (count, result, function, false);

    private int Called(string name, Func<int> body)
    {
        lock (_turn)
        {
            Calls.Add(name);
            if (_countdown == 0 || (_function != "" && _function != name) || --_countdown > 0) return body();
            (HasFailed, Failed) = (true, name);
            return _fault;
        }
    }

    private void Define(string name, Call1 body) => Keep<Call1>(name, a => Called(name, () => body(a)));

    private void Define(string name, Call2 body) => Keep<Call2>(name, (a, b) => Called(name, () => body(a, b)));

    private void Define(string name, Call3 body) => Keep<Call3>(name, (a, b, c) => Called(name, () => body(a, b, c)));

    private void Define(string name, Call4 body) => Keep<Call4>(name, (a, b, c, d) => Called(name, () => body(a, b, c, d)));

    private void Define(string name, Call5 body) => Keep<Call5>(name, (a, b, c, d, e) => Called(name, () => body(a, b, c, d, e)));

    private void Define(string name, Call6 body) => Keep<Call6>(name, (a, b, c, d, e, f) => Called(name, () => body(a, b, c, d, e, f)));

    private void Define(string name, Call11 body) =>
        Keep<Call11>(name, (a, b, c, d, e, f, g, h, i, j, k) => Called(name, () => body(a, b, c, d, e, f, g, h, i, j, k)));

    /// <summary>A call that lets go of something: it never fails, for nobody could help it.</summary>
    private void Release(string name, Func<nint, nint, int> body) => Keep<Call2>(name, (a, b) =>
    {
        lock (_turn)
        {
            Calls.Add(name);
            return body(a, b);
        }
    });

    private void Keep<T>(string name, T function) where T : Delegate
    {
        _keep.Add(function);
        _functions.Add(name, Marshal.GetFunctionPointerForDelegate(function));
    }

    private nint Add(object made)
    {
        _objects.Add(_lastHandle += 16, made);
        return _lastHandle;
    }

    /// <summary>Stores a new handle where the caller wants it.</summary>
    private int Give(nint target, object made)
    {
        *(nint*)target = Add(made);
        return 0;
    }

    private int Remove<T>(nint handle) => _objects.GetValueOrDefault(handle) is T && _objects.Remove(handle) ? 0 : InvalidHandle;
}
