using Scumble.Models;

namespace Scumble.Lab;

/// <summary>Compares token ids, and the embeddings of whole prompts.</summary>
/// <param name="stage">What was recorded.</param>
/// <param name="folder">The model.</param>
/// <param name="backend">What we did.</param>
/// <param name="item">The picture of the batch.</param>
/// <param name="batch">Pictures of the batch, as many of each text.</param>
/// <param name="comparison">Where differences go.</param>
internal sealed class TextComparison(PipelineStageRecord stage, ModelFolder folder, ReplayBackend backend, int item, int batch, GoldenComparison comparison)
{
    private const double Bound = 1e-4;

    /// <summary>Every recorded call of an encoder must be one that we made: with the same ids to the last, and the same summary.</summary>
    public void Compare()
    {
        var number = 0;
        foreach (var (encoder, rows) in stage.TokenIds)
        {
            var row = Row(rows.Length);
            var ids = rows[row];
            var ours = backend.CallsOf(folder.RequireGraph(encoder)).FirstOrDefault(call => call.Input("input_ids").Values.Select(id => (int)id).SequenceEqual(ids));
            if (ours is null) comparison.Fail($"{stage.Prefix}no call of {encoder} had the ids of text {number}: {string.Join(' ', ids.Take(16))}...");
            else
            {
                comparison.Compare(0, 0, 1, $"{stage.Prefix}ids of text {number}");
                foreach (var output in new[] { "pooler_output", "text_embeds" })
                    if (stage.Find($"text_{number}_{output}") is { } recorded)
                        Same(ours.Output(output), recorded.Row(Row(recorded.Shape[0])), $"{stage.Prefix}{output} of text {number}");
            }
            number++;
        }
    }

    private int Row(int rows) => item * rows / batch;

    private void Same(RecordedTensor actual, RecordedTensor expected, string where) => comparison.Compare(
        Array.ConvertAll(actual.Values, v => (double)v), Array.ConvertAll(expected.Values, v => (double)v), Bound * Math.Max(1, expected.Largest), where);
}
