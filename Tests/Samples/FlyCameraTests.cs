using System.Numerics;
using NUnit.Framework;
using SceneToConcept;

namespace Scumble.Tests.Samples;

public class FlyCameraTests
{
    [TestCase(0, 0, -1)]
    [TestCase(0.6f, -0.3f, 0.8f)]
    [TestCase(-1, 0.2f, 0)]
    [TestCase(0.1f, -0.9f, -0.1f)]
    public void ItLooksWhereItWasTold(float x, float y, float z)
    {
        var (camera, ahead) = (new FlyCamera(), Vector3.Normalize(new(x, y, z)));
        camera.Stand(new(1, 2, 3), ahead);
        Assert.That((camera.Eye, (camera.Ahead - ahead).Length()), Is.EqualTo((new Vector3(1, 2, 3), 0f)).Within(1e-5f));
    }

    [Test]
    public void TheMouseTurnsItToTheRightAndDown()
    {
        var camera = Standing();
        camera.Look(new(50, 30));
        Assert.That((camera.Ahead.X > 0.1f, camera.Ahead.Y < -0.05f), Is.EqualTo((true, true)));
    }

    [Test]
    public void ItNeverTurnsOver()
    {
        var camera = Standing();
        camera.Look(new(0, -100000));
        Assert.Multiple(() =>
        {
            Assert.That(camera.Ahead.Y, Is.InRange(0.99f, 0.99999f));
            Assert.That(camera.Ahead.Z, Is.Negative, "it still looks to where it looked");
        });
    }

    [Test]
    public void ItFliesAtItsSpeedAndComesToRest()
    {
        var camera = Standing();
        camera.MetresPerSecond = 3;
        for (var i = 0; i < 120; i++) camera.Step(Vector3.UnitZ, false, 1 / 60f);
        var flown = -camera.Eye.Z;
        for (var i = 0; i < 120; i++) camera.Step(default, false, 1 / 60f);
        var rested = camera.Eye;
        camera.Step(default, false, 1);
        Assert.Multiple(() =>
        {
            Assert.That(flown, Is.EqualTo(6).Within(0.4));
            Assert.That(-rested.Z - flown, Is.InRange(0.05, 0.5), "it loses way");
            Assert.That(camera.Eye, Is.EqualTo(rested));
        });
    }

    [Test]
    public void ToTheSideIsAsFastAsAhead()
    {
        var (one, both) = (Standing(), Standing());
        for (var i = 0; i < 60; i++) one.Step(Vector3.UnitX, true, 1 / 60f);
        for (var i = 0; i < 60; i++) both.Step(new(1, 0, 1), true, 1 / 60f);
        Assert.That(both.Eye.Length(), Is.EqualTo(one.Eye.Length()).Within(1e-3));
        Assert.That(one.Eye.X, Is.GreaterThan(10), "hurrying");
    }

    [TestCase(1.8f)]
    [TestCase(0.5f)]
    public void AFramedBoxIsSeenWhole(float aspect)
    {
        var camera = new FlyCamera();
        camera.Stand(new(20, 3, -7), new(0.3f, -0.4f, -1));
        var (least, greatest, ahead) = (new Vector3(-1, 0, 4), new Vector3(5, 2, 9), camera.Ahead);
        camera.Frame(least, greatest, 60, aspect);
        var clip = Matrix4x4.CreateLookAt(camera.Eye, camera.Eye + camera.Ahead, Vector3.UnitY) * Matrix4x4.CreatePerspectiveFieldOfView(MathF.PI / 3, aspect, 0.1f, 1000);
        var corners = Enumerable.Range(0, 8).Select(i => Vector4.Transform(new Vector3((i & 1) == 0 ? least.X : greatest.X, (i & 2) == 0 ? least.Y : greatest.Y, (i & 4) == 0 ? least.Z : greatest.Z), clip)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(camera.Ahead, Is.EqualTo(ahead));
            Assert.That(corners.Select(corner => Math.Max(Math.Abs(corner.X), Math.Abs(corner.Y)) / corner.W), Has.All.InRange(0, 1));
            Assert.That(corners.Max(corner => Math.Max(Math.Abs(corner.X), Math.Abs(corner.Y)) / corner.W), Is.GreaterThan(0.4), "and fills much of the picture");
        });
    }

    private static FlyCamera Standing()
    {
        var camera = new FlyCamera();
        camera.Stand(default, -Vector3.UnitZ);
        return camera;
    }
}
