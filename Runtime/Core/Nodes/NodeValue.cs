namespace Scumble.Nodes;

/// <summary>What flows through a wire. Those without pixels are equal where they mean the same.</summary>
internal abstract record NodeValue
{
    /// <summary>What it is.</summary>
    public abstract PortType Type { get; }

    /// <summary>What a light value is known by in keys.</summary>
    public virtual string Identity => throw new NotSupportedException($"A {Type} is known by the node that made it.");

    /// <summary>The pictures that it holds.</summary>
    public virtual IEnumerable<SharedPicture> Pictures => [];
}
