using Scumble.Formats;

namespace Scumble.Graphs;

/// <summary>One operation of a graph. Immutable and thread-safe.</summary>
/// <param name="Op">The operator, for example "Conv".</param>
/// <param name="Inputs">The values that it reads, by name; empty where an optional one is left out.</param>
/// <param name="Outputs">The values that it gives, by name.</param>
/// <param name="Attributes">Its settings.</param>
public sealed record OnnxNode(string Op, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, params IReadOnlyList<OnnxAttributeValue> Attributes)
{
    // NodeProto: 1 inputs, 2 outputs, 3 name, 4 operator, 5 attributes, 7 domain.
    private const int InputField = 1, OutputField = 2, NameField = 3, OpField = 4, AttributeField = 5, DomainField = 7;

    private const int MaxName = 1 << 16;

    /// <summary>Its name, for messages; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The operator set that the operator belongs to; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    // What else the file says of it.
    private IReadOnlyList<ProtobufField> Others { get; init; } = [];

    /// <summary>The whole numbers of an attribute, or null where it has none of this name.</summary>
    public IReadOnlyList<long>? Numbers(string attribute) => Attributes.FirstOrDefault(one => one.Name == attribute)?.Numbers();

    /// <summary>The text of an attribute, or null where it has none of this name.</summary>
    public string? Text(string attribute) => Attributes.FirstOrDefault(one => one.Name == attribute)?.Text();

    /// <summary>The same node with an attribute added, or put in place of the one of its name.</summary>
    public OnnxNode With(OnnxAttributeValue attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return this with { Attributes = [.. Attributes.Where(one => one.Name != attribute.Name), attribute] };
    }

    /// <summary>The same node on another input.</summary>
    public OnnxNode WithInput(int index, string name) => this with { Inputs = [.. Inputs.Select((input, i) => i == index ? name : input)] };

    internal static OnnxNode Read(ProtobufReader node, string path)
    {
        var (op, name, domain) = ("", "", "");
        List<string> inputs = [], outputs = [];
        List<OnnxAttributeValue> attributes = [];
        List<ProtobufField> others = [];
        while (node.Next())
        {
            switch (node.Field)
            {
                case InputField when node.IsBytes: inputs.Add(node.Text(MaxName)); break;
                case OutputField when node.IsBytes: outputs.Add(node.Text(MaxName)); break;
                case NameField when node.IsBytes: name = node.Text(MaxName); break;
                case OpField when node.IsBytes: op = node.Text(MaxName); break;
                case AttributeField when node.IsBytes: attributes.Add(OnnxAttributeValue.Read(node, path)); break;
                case DomainField when node.IsBytes: domain = node.Text(MaxName); break;
                default: others.Add(node.Whole); break;
            }
        }
        return new OnnxNode(op, inputs, outputs, attributes) { Name = name, Domain = domain, Others = others };
    }

    internal ProtobufMessage Write()
    {
        var message = new ProtobufMessage();
        foreach (var input in Inputs) message.Add(InputField, input);
        foreach (var output in Outputs) message.Add(OutputField, output);
        if (Name.Length > 0) message.Add(NameField, Name);
        message.Add(OpField, Op);
        foreach (var attribute in Attributes) message.Add(AttributeField, attribute.Content);
        if (Domain.Length > 0) message.Add(DomainField, Domain);
        foreach (var other in Others) message.Add(other);
        return message;
    }
}
