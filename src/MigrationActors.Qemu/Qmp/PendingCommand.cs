using System.Text.Json;

namespace MigrationActors.Qemu.Qmp;

/// <summary>A command whose answer has not come yet.</summary>
internal sealed class PendingCommand(string command)
{
    // Callers continue elsewhere, never on the reader that must go on reading.
    private readonly TaskCompletionSource<JsonElement> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<JsonElement> Answer => _answer.Task;

    public void Succeed(JsonElement value) => _answer.TrySetResult(value);

    public void Refuse(QmpError error) => _answer.TrySetException(new QmpCommandException(command, error.Class, error.Description));

    public void Disconnect(string reason) =>
        _answer.TrySetException(new QmpDisconnectedException($"'{command}' got no answer: {reason}"));
}
