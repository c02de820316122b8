namespace Scumble.Service;

/// <summary>How much of a texture a handle shows.</summary>
public enum ShownContent
{
    /// <summary>One colour that the words suggest.</summary>
    Placeholder,

    /// <summary>Blurred, after the first step.</summary>
    Preview,

    /// <summary>The texture.</summary>
    Final,
}
