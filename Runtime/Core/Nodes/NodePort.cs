namespace Scumble.Nodes;

/// <summary>An input or output of a node.</summary>
/// <param name="Name">What wires call it: lower case, unique among a node's inputs and parameters, or among its outputs.</param>
/// <param name="Type">What flows through it.</param>
/// <param name="Help">What it is for, in one sentence.</param>
/// <param name="IsRequired">Of inputs: whether the node needs a wire there.</param>
public sealed record NodePort(string Name, PortType Type, string Help, bool IsRequired = false);
