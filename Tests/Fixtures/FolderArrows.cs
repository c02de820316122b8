namespace Scumble.Tests.Fixtures;

/// <summary>Which folder may name which (Documentation~/architecture.md draws the same). What a folder may use, its users may name too.</summary>
public static class FolderArrows
{
    private static readonly Dictionary<string, string[]> Direct = new()
    {
        ["Tensors"] = [],
        ["Diagnostics"] = [],
        ["Formats"] = ["Diagnostics"],
        ["Graphs"] = ["Tensors", "Formats"],
        ["Inference"] = ["Graphs"],
        ["Text"] = ["Tensors", "Formats"],
        ["Sampling"] = ["Tensors", "Diagnostics"],
        ["Imaging"] = ["Tensors", "Diagnostics"],
        ["Materials"] = ["Imaging"],
        ["Output"] = ["Formats", "Imaging", "Materials"],
        ["Networks"] = ["Inference", "Text", "Sampling", "Imaging"],
        ["Models"] = ["Networks"],
        ["Families"] = ["Models", "Materials"],
        ["Stages"] = ["Families", "Output"],
        ["Nodes"] = ["Stages"],
        ["Cuda"] = ["Tensors", "Diagnostics"],
        ["Onnx"] = ["Inference", "Cuda"],
        ["Vulkan"] = ["Inference", "Imaging"],
        ["Service"] = ["Nodes"],
        ["Sharing"] = ["Service", "Onnx", "Vulkan"],
        ["Shell"] = ["Nodes", "Sharing"],
        ["Lab"] = ["Shell"],
        ["Cli"] = ["Lab", "Service", "Studio"],
        ["Studio"] = ["Shell"],
    };

    public static IEnumerable<string> Folders => Direct.Keys;

    public static bool Allows(string from, string to) => from == to || Direct[from].Any(next => Allows(next, to));

    /// <summary>One line for each folder that the file names against the arrows.</summary>
    /// <param name="file">The file to judge.</param>
    /// <param name="typesByFolder">The types of each folder, so that a sibling named without a using line is seen too.</param>
    public static IEnumerable<string> Violations(SourceFile file, ILookup<string, string> typesByFolder) =>
        !Direct.ContainsKey(file.Folder)
            ? [$"{file.Path}: the folder {file.Folder} has no row in the table of arrows"]
            : file.NamedFolders.Where(Direct.ContainsKey)
                .Concat(file.NamedPairs.Where(pair => typesByFolder[pair.Folder].Contains(pair.Type)).Select(pair => pair.Folder))
                .Distinct()
                .Where(named => !Allows(file.Folder, named))
                .Select(named => $"{file.Path}: {file.Folder} may not name {named}");
}
