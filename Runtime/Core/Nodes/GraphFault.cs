namespace Scumble.Nodes;

/// <summary>Something in a graph that keeps a node from running. The nodes that do not hang on it run all the same.</summary>
/// <param name="Node">The node at fault; null where it is the graph as a whole.</param>
/// <param name="Port">The input, output or parameter at fault, or null.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Hint">The next step.</param>
public sealed record GraphFault(string? Node, string? Port, string Message, string Hint);
