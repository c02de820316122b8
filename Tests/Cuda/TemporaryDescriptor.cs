using Microsoft.Win32.SafeHandles;

namespace Scumble.Tests.Cuda;

/// <summary>A file descriptor that somebody else may take over, of a file of zeros that is deleted at the end.</summary>
internal sealed class TemporaryDescriptor : IDisposable
{
    private readonly SafeFileHandle _file;

    public TemporaryDescriptor(int bytes = 64)
    {
        var path = Path.GetTempFileName();
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, FileOptions.DeleteOnClose);
        RandomAccess.Write(_file, new byte[bytes], 0);
        File.Delete(path);
    }

    public int Number => (int)_file.DangerousGetHandle();

    /// <summary>The number, for an owner of its own.</summary>
    public int Take()
    {
        var number = Number;
        _file.SetHandleAsInvalid();
        return number;
    }

    public void Dispose() => _file.Dispose();
}
