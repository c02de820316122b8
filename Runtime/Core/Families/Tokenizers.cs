using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Formats;
using Scumble.Models;
using Scumble.Text;

namespace Scumble.Families;

/// <summary>A model's tokenizers, as its families read their folders.</summary>
internal static class Tokenizers
{
    private const string Words = "vocab.txt", Pieces = "spiece.model", Json = "tokenizer.json", Pairs = "vocab.json";

    /// <summary>Of a CLIP text encoder.</summary>
    /// <exception cref="ScumbleException">The vocabulary is missing or damaged.</exception>
    public static Tokenizer Clip(ModelComponent tokenizer) =>
        // OpenCLIP's encoders, which come second, pad with "!".
        new ClipTokenizer(tokenizer.Path, tokenizer.Name == "tokenizer" ? null : "!");

    /// <summary>Of a T5 text encoder.</summary>
    /// <exception cref="ScumbleException">The vocabulary is missing or damaged.</exception>
    public static Tokenizer T5(ModelComponent tokenizer) => new UnigramTokenizer(tokenizer.Path);

    /// <summary>Of a text encoder with a vocabulary of word pieces.</summary>
    /// <exception cref="ScumbleException">The vocabulary is missing or damaged.</exception>
    public static Tokenizer WordPieces(ModelComponent tokenizer)
    {
        var words = tokenizer.Values();
        return new WordPieceTokenizer(Path.Combine(tokenizer.Path, Words), words.Integer("model_max_length", 32, 3, 4096), words.Flag("do_lower_case", true));
    }

    /// <summary>Reads a tokenizer of whichever kind its files are.</summary>
    /// <exception cref="ScumbleException">The vocabulary is missing or damaged.</exception>
    public static Tokenizer Require(ModelComponent tokenizer)
    {
        tokenizer.RequireVocabulary();
        return Has(Words) ? WordPieces(tokenizer) : Has(Pieces) || (!Has(Pairs) && IsUnigram()) ? T5(tokenizer) : Clip(tokenizer);

        bool Has(string file) => File.Exists(Path.Combine(tokenizer.Path, file));

        bool IsUnigram() => JsonFile.ReadObject(Path.Combine(tokenizer.Path, Json)) is var root && root.TryGetProperty("model", out var model)
            && model.ValueKind == JsonValueKind.Object && model.TryGetProperty("type", out var type) && type.ValueEquals("Unigram");
    }
}
