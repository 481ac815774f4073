using System.Text.Json;
using System.Text.Json.Nodes;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Commands;

/// <summary>Answers each command with the next prepared answer (an empty object where none is left) and remembers what was asked.</summary>
internal sealed class RecordingQmp(params string[] answers) : IQmpExecutor
{
    private readonly Queue<string> _answers = new(answers);

    public List<string> Commands { get; } = [];

    public Task<JsonElement> ExecuteAsync(
        string command, JsonObject? arguments = null, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        Commands.Add(arguments is null ? command : $"{command} {arguments.ToJsonString()}");
        return Task.FromResult(JsonDocument.Parse(_answers.TryDequeue(out var answer) ? answer : "{}").RootElement);
    }

    public Task<JsonElement> ExecuteOutOfBandAsync(string command, JsonObject? arguments = null, CancellationToken cancellation = default) =>
        ExecuteAsync($"oob:{command}", arguments, cancellation: cancellation);
}
