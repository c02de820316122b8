using NUnit.Framework;
using Scumble.Stages;

namespace Scumble.Tests.Core.Stages;

public class ValueListTests
{
    [Test]
    public void ItemsAndTheirOrderDecide()
    {
        ValueList<string> list = ["a", "b"], same = ["a", "b"], turned = ["b", "a"], longer = ["a", "b", "b"];
        Assert.That(same.Equals(list));
        Assert.That(same.GetHashCode(), Is.EqualTo(list.GetHashCode()));
        Assert.That(new object?[] { turned, longer, null }, Has.None.EqualTo(list));
        Assert.That((list.Count, list[1], list.ToString()), Is.EqualTo((2, "b", "[a, b]")));
    }
}
