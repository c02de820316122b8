using Scumble.Formats;

namespace Scumble.Graphs;

/// <summary>A setting of a node. Immutable and thread-safe.</summary>
public sealed class OnnxAttributeValue
{
    // AttributeProto: 1 name, 3 number, 4 text, 8 numbers, 20 which of them.
    private const int NameField = 1, NumberField = 3, TextField = 4, NumbersField = 8, KindField = 20;

    private const int MaxName = 1 << 16;

    private OnnxAttributeValue(string name, ProtobufBytes content) => (Name, Content) = (name, content);

    /// <summary>Its name.</summary>
    public string Name { get; }

    internal ProtobufBytes Content { get; }

    /// <summary>A list of whole numbers.</summary>
    public static OnnxAttributeValue Of(string name, params IReadOnlyList<long> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var message = new ProtobufMessage().Add(NameField, name);
        foreach (var value in values) message.Add(NumbersField, value);
        return new OnnxAttributeValue(name, ProtobufBytes.Of(message.Add(KindField, 7).ToArray()));
    }

    /// <summary>A text.</summary>
    public static OnnxAttributeValue Of(string name, string value) =>
        new(name, ProtobufBytes.Of(new ProtobufMessage().Add(NameField, name).Add(TextField, value).Add(KindField, 3).ToArray()));

    /// <summary>One whole number.</summary>
    public static OnnxAttributeValue OfNumber(string name, long value) =>
        new(name, ProtobufBytes.Of(new ProtobufMessage().Add(NameField, name).Add(NumberField, value).Add(KindField, 2).ToArray()));

    /// <summary>Its whole numbers; none where it holds something else.</summary>
    public IReadOnlyList<long> Numbers()
    {
        var numbers = new List<long>();
        for (var fields = Content.Read(Name); fields.Next();)
            if (fields.Field is NumberField or NumbersField) numbers.AddRange(fields.Numbers());
        return numbers;
    }

    /// <summary>Its text; empty where it holds something else.</summary>
    public string Text()
    {
        var text = "";
        for (var fields = Content.Read(Name); fields.Next();)
            if (fields.Field == TextField) text = fields.Text(MaxName);
        return text;
    }

    internal static OnnxAttributeValue Read(ProtobufReader node, string path)
    {
        var (content, name) = (node.Content, "");
        // Those that stay in the file are read there.
        for (var fields = node.Message(); fields.Next();)
            if (fields.Field == NameField) name = fields.Text(MaxName);
        return name.Length > 0 ? new OnnxAttributeValue(name, content) : throw DamagedFile.Because(path, "an attribute of a node has no name");
    }
}
