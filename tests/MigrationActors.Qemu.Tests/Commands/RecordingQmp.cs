using System.Text.Json;
using System.Text.Json.Nodes;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Commands;

/// <summary>
/// Answers each command with the next prepared answer (an empty object where none is left) and remembers what was asked. An answer
/// that begins with '!' is a refusal, with QEMU's description behind it.
/// </summary>
internal sealed class RecordingQmp(params string[] answers) : IQmpExecutor
{
    private readonly Queue<string> _answers = new(answers);

    public List<string> Commands { get; } = [];

    public Task<JsonElement> ExecuteAsync(
        string command, JsonObject? arguments = null, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        Commands.Add(arguments is null ? command : $"{command} {arguments.ToJsonString()}");
        var answer = _answers.TryDequeue(out var prepared) ? prepared : "{}";
        return answer.StartsWith('!')
            ? Task.FromException<JsonElement>(new QmpCommandException(command, "GenericError", answer[1..]))
            : Task.FromResult(JsonDocument.Parse(answer).RootElement);
    }

    public Task<JsonElement> ExecuteOutOfBandAsync(string command, JsonObject? arguments = null, CancellationToken cancellation = default) =>
        ExecuteAsync($"oob:{command}", arguments, cancellation: cancellation);
}
