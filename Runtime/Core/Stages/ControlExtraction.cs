using System.Text.Json.Serialization;
using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Stages;

/// <summary>How a control picture is made of a photograph. Immutable.</summary>
public sealed record ControlExtraction
{
    /// <summary>The extractor's id (<see cref="Extractors"/>): one that works from a photograph.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its numbers; those that are not named are its defaults.</summary>
    [JsonConverter(typeof(ValueList<ExtractorSetting>.Converter))]
    public ValueList<ExtractorSetting>? Settings { get; init; }

    /// <summary>The extractor, its settings checked.</summary>
    /// <exception cref="InvalidRequestException">There is none, it does not work from a photograph, or a setting is unknown or out of range.</exception>
    internal Extractor Extractor
    {
        get
        {
            var usable = Extractors.All.Where(extractor => extractor.ReadsPhotograph).Select(extractor => extractor.Id).ToArray();
            if (Extractors.Find(Id) is not { } extractor)
                throw new InvalidRequestException("controls.extract", $"There is no extractor '{Id}'.", NearestName.Find(Id, usable) is { } nearest ? $"Did you mean '{nearest}'?" : $"Of photographs there are {string.Join(", ", usable)}.");
            if (!extractor.ReadsPhotograph)
                throw new InvalidRequestException("controls.extract", $"The extractor '{Id}' works from what a renderer drew, not from a photograph.", $"Give its picture as it is, without extracting; of photographs there are {string.Join(", ", usable)}.");
            if (Settings?.GroupBy(setting => setting.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
                throw new InvalidRequestException("controls.extract", $"The setting '{twice.Key}' of '{Id}' is given twice.", "Give it once.");
            extractor.Check(Values);
            return extractor;
        }
    }

    private Dictionary<string, double> Values => (Settings ?? []).ToDictionary(setting => setting.Name, setting => setting.Value);

    /// <summary>The control picture of a photograph as it lies about a window: first brought to its size there, so that lines are as wide as the network knows them.</summary>
    /// <param name="photograph">In host memory.</param>
    /// <param name="window">Where it lies.</param>
    /// <param name="fit">What becomes of other proportions.</param>
    /// <param name="tile">The axes that repeat.</param>
    /// <exception cref="InvalidRequestException">It lies on a device.</exception>
    internal PictureSource Of(PictureSource photograph, CropWindow window, PictureFit fit, TileMode tile)
    {
        if (photograph.IsOnDevice)
            throw new InvalidRequestException("controls.extract", $"The picture '{photograph.Name}' lies on a device, and is not read back to be extracted.", "Extract it there (Extraction), and give what comes of it.");
        var place = PictureFitting.Place(photograph, window, fit);
        var sized = Resize.To(Transparency.Flatten(photograph.Read()), place.Width, place.Height, TileMode.None);
        if (place.Width > window.Width || place.Height > window.Height)
            sized = sized.Crop(Math.Max(0, window.X - place.X), Math.Max(0, window.Y - place.Y), Math.Min(place.Width, window.Width), Math.Min(place.Height, window.Height));
        var fills = sized.Width == window.Width && sized.Height == window.Height;
        return PictureSource.FromImage(Extraction.Of(Extractor, sized, Values, fills ? tile : TileMode.None), photograph.Name);
    }
}
