using System.Text.Json;
using System.Text.Json.Nodes;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Guests;

/// <summary>Commands over one connection to one QEMU.</summary>
public sealed class QmpDialogue(SimulatedQemu qemu, Node owner) : IQmpExecutor
{
    private readonly Simulator _simulator = qemu.World.Simulator;
    private readonly Dice _dice = qemu.World.Dice;
    private readonly Dictionary<TaskCompletionSource<JsonElement>, Alarm> _open = [];
    private bool _isClosed;

    public Task<JsonElement> ExecuteAsync(string command, JsonObject? arguments = null, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        Execute(command, arguments, timeout, outOfBand: false);

    public Task<JsonElement> ExecuteOutOfBandAsync(string command, JsonObject? arguments = null, CancellationToken cancellation = default) =>
        Execute(command, arguments, null, outOfBand: true);

    internal void Close()
    {
        _isClosed = true;
        _open.Keys.ToList().ForEach(a => Fail(a, new QmpDisconnectedException("The connection to QEMU was lost.")));
    }

    private Task<JsonElement> Execute(string command, JsonObject? arguments, TimeSpan? timeout, bool outOfBand)
    {
        _simulator.CheckThread();
        var answer = new TaskCompletionSource<JsonElement>();
        if (!owner.IsAlive)
        {
            return answer.Task;
        }

        if (!command.StartsWith("query-", StringComparison.Ordinal))
        {
            _simulator.Trace.Add("qmp", qemu.Name, arguments is null ? command : $"{command} {arguments.ToJsonString()}");
        }

        if (_isClosed)
        {
            Fail(answer, new QmpDisconnectedException("The connection to QEMU was lost."));
            return answer.Task;
        }

        var patience = timeout ?? QmpSettings.Default.CommandTimeout;
        _open[answer] = _simulator.Clock.After(patience, () => Fail(answer, new QmpTimeoutException(command, qemu.Name, patience)));
        _simulator.Clock.After(_dice.Milliseconds(0.05, 2), () => qemu.WhenResponsive(outOfBand, () => Arrive(answer, command, arguments ?? [])));
        return answer.Task;
    }

    private void Arrive(TaskCompletionSource<JsonElement> answer, string command, JsonObject arguments)
    {
        if (!qemu.IsAlive)
        {
            return;
        }

        try
        {
            var said = JsonSerializer.SerializeToElement(qemu.World.Misread(command, qemu.Execute(command, arguments)));
            if (!_isClosed)
            {
                Later(answer, () => answer.TrySetResult(said));
            }
        }
        catch (QmpCommandException e)
        {
            Fail(answer, e);
        }
    }

    private void Fail(TaskCompletionSource<JsonElement> answer, QmpException why) => Later(answer, () => answer.TrySetException(why));

    private void Later(TaskCompletionSource<JsonElement> answer, Action action) =>
        _simulator.Clock.After(_dice.Milliseconds(0.05, 2), () => owner.WhenRunning(() =>
        {
            if (_open.Remove(answer, out var patience))
            {
                patience.CallOff();
            }

            action();
        }));
}
