using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Text;

/// <summary>The pieces of a unigram language model with their log probabilities, from spiece.model or tokenizer.json.</summary>
/// <param name="Pieces">By id; pieces that match text have a score, the others do not match.</param>
/// <param name="Unknown">The id of what no piece covers.</param>
/// <param name="Characters">The normalization.</param>
/// <param name="Special">Texts that are cut out before anything else.</param>
internal sealed record UnigramVocabulary(
    IReadOnlyList<(string Text, float? Score)> Pieces, int Unknown, CharacterMap Characters, IReadOnlyList<(string Text, int Id)> Special)
{
    private const int MaxPieceInBytes = 4096, MaxCharactersInBytes = 16 << 20;

    // ModelProto: 1 pieces { 1 text, 2 score, 3 type }, 2 trainer { 3 model type }, 3 normalizer { 2 map }.
    private const int Unigram = 1, NormalPiece = 1, UnknownPiece = 2, ControlPiece = 3, UserPiece = 4;

    /// <summary>Reads whichever of the two files the folder holds; spiece.model first.</summary>
    /// <exception cref="Diagnostics.ScumbleException">Neither is there, or it is damaged or of another kind.</exception>
    public static UnigramVocabulary Read(string folder)
    {
        var (model, json) = (Path.Combine(folder, "spiece.model"), Path.Combine(folder, "tokenizer.json"));
        if (!File.Exists(model)) return ReadJson(json);
        try
        {
            using var stream = RegularFile.Open(model, RegularFile.MaxTextInBytes);
            return ReadModel(stream, model);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DamagedFile.Unreadable(model, e);
        }
    }

    private static UnigramVocabulary ReadModel(Stream stream, string path)
    {
        var pieces = new List<(string Text, float? Score)>();
        var special = new List<(string, int)>();
        var (unknown, kind, characters) = (-1, Unigram, Array.Empty<byte>());
        for (var file = new ProtobufReader(stream, path); file.Next();)
        {
            switch (file.Field)
            {
                case 1 when file.IsBytes:
                    var (text, score, type) = ReadPiece(file.Message());
                    if (type == UnknownPiece) unknown = pieces.Count;
                    if (type == ControlPiece) special.Add((text, pieces.Count));
                    pieces.Add((text, type is NormalPiece or UserPiece ? score : null));
                    break;
                case 2 when file.IsBytes:
                    for (var trainer = file.Message(); trainer.Next();)
                        if (trainer.Field == 3) kind = (int)trainer.Value;
                    break;
                case 3 when file.IsBytes:
                    for (var normalizer = file.Message(); normalizer.Next();)
                        if (normalizer.Field == 2) characters = normalizer.Bytes(MaxCharactersInBytes);
                    break;
            }
        }
        if (kind != Unigram) throw DamagedFile.Because(path, $"expected a unigram model (kind {Unigram}), found kind {kind}");
        if (pieces.Count == 0 || unknown < 0) throw DamagedFile.Because(path, $"it has {pieces.Count} pieces and {(unknown < 0 ? "no" : "an")} unknown one");
        return new UnigramVocabulary(pieces, unknown, new CharacterMap(characters, path), special);
    }

    private static (string Text, float Score, int Type) ReadPiece(ProtobufReader piece)
    {
        var (text, score, type) = ("", 0f, NormalPiece);
        while (piece.Next())
        {
            if (piece.Field == 1) text = piece.Text(MaxPieceInBytes);
            else if (piece.Field == 2) score = piece.Single;
            else if (piece.Field == 3) type = (int)piece.Value;
        }
        return (text, score, type);
    }

    private static UnigramVocabulary ReadJson(string path)
    {
        var root = JsonFile.ReadObject(path);
        try
        {
            var model = root.GetProperty("model");
            if (model.TryGetProperty("type", out var type) && type.GetString() != "Unigram")
                throw DamagedFile.Because(path, $"expected a model of type Unigram, found {type}");
            var unknown = model.GetProperty("unk_id").GetInt32();
            var special = root.GetProperty("added_tokens").EnumerateArray()
                .Select(token => (token.GetProperty("content").GetString()!, token.GetProperty("id").GetInt32())).ToArray();
            var silent = special.Select(token => token.Item2).Append(unknown).ToHashSet();
            var pieces = model.GetProperty("vocab").EnumerateArray()
                .Select((piece, id) => (piece[0].GetString()!, silent.Contains(id) ? (float?)null : piece[1].GetSingle())).ToArray();
            if ((uint)unknown >= (uint)pieces.Length) throw DamagedFile.Because(path, $"\"unk_id\" is {unknown} of {pieces.Length} pieces");
            return new UnigramVocabulary(pieces, unknown, new CharacterMap(CharacterMapOf(root), path), special);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw DamagedFile.Because(path, $"it is no unigram tokenizer ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static byte[] CharacterMapOf(JsonElement root)
    {
        if (!root.TryGetProperty("normalizer", out var normalizer) || normalizer.ValueKind != JsonValueKind.Object) return [];
        var all = normalizer.TryGetProperty("normalizers", out var sequence) ? sequence.EnumerateArray().ToArray() : [normalizer];
        foreach (var one in all)
            if (one.TryGetProperty("precompiled_charsmap", out var map)) return map.ValueKind == JsonValueKind.String ? map.GetBytesFromBase64() : [];
        return [];
    }
}
