using NUnit.Framework;
using Scumble.Onnx;

namespace Scumble.Tests.Onnx;

/// <summary>Why a provider cannot be had, from the messages that ONNX Runtime gives.</summary>
public class OnnxErrorsTests
{
    private const string Ensure = "[ErrorCode:RuntimeException] /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:1778 " +
        "onnxruntime::Provider& onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : ";

    [TestCase("Failed to load library /opt/libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file or directory",
        "cuDNN is missing or of another version: libcudnn.so.9 cannot be loaded", "Install the cuDNN that libcudnn.so.9 belongs to.")]
    [TestCase("Failed to load library /opt/libonnxruntime_providers_cuda.so with error: libcublasLt.so.13: cannot open shared object file: No such file or directory",
        "CUDA's libraries are missing or of another version: libcublasLt.so.13 cannot be loaded", "libcublasLt.so.13")]
    [TestCase("Failed to load library /opt/libonnxruntime_providers_shared.so with error: /opt/libonnxruntime_providers_shared.so: cannot open shared object file: No such file or directory",
        "the CUDA provider's library is missing: libonnxruntime_providers_shared.so cannot be loaded", "beside the native ONNX Runtime")]
    [TestCase("Error loading \"C:\\app\\onnxruntime_providers_cuda.dll\" which depends on \"cudnn64_9.dll\" which is missing. (Error 126: \"The specified module could not be found.\")",
        "cuDNN is missing or of another version: cudnn64_9.dll cannot be loaded", "cudnn64_9.dll")]
    [TestCase("Error loading \"C:\\app\\onnxruntime_providers_cuda.dll\" which depends on \"cublasLt64_12.dll\" which is missing. (Error 126: \"The specified module could not be found.\")",
        "CUDA's libraries are missing or of another version: cublasLt64_12.dll cannot be loaded", "PATH")]
    public void AMissingLibraryIsNamedWithWhatItBelongsTo(string reason, string message, string hint)
    {
        var cause = new InvalidOperationException(Ensure + reason);
        var e = OnnxErrors.Provider("CUDA", cause);
        Assert.That(e.Message, Is.EqualTo(message));
        Assert.That(e.Hint, Does.Contain(hint));
        Assert.That(e.InnerException, Is.SameAs(cause));
    }

    [TestCase("[ErrorCode:Fail] CUDA failure 35: the driver is too old", "the CUDA provider cannot be used: CUDA failure 35: the driver is too old")]
    [TestCase("/source.cc:100 void Get() provider != nullptr was false. The provider is broken.", "the CUDA provider cannot be used: The provider is broken.")]
    [TestCase("something else", "the CUDA provider cannot be used: something else")]
    public void AnotherReasonIsPassedOn(string reason, string message)
    {
        var e = OnnxErrors.Provider("CUDA", new InvalidOperationException(reason));
        Assert.That((e.Message, e.Hint), Is.EqualTo((message, "Use the device auto or cpu.")));
    }
}
