using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MigrationActors.Actors.Vms;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Tests.Fakes;

/// <summary>A QEMU of a few switches: what it says it is, which commands it refuses, what a command changes.</summary>
internal sealed class FakeQemu : IQmpExecutor
{
    public const string Active = """{"status":"active","total-time":100,"ram":{"total":1000,"remaining":400,"transferred":600,"dirty-sync-count":1}}""";
    public const string SecondPass = """{"status":"active","total-time":200,"ram":{"total":1000,"remaining":400,"transferred":900,"dirty-sync-count":2}}""";
    public const string PostcopyActive = """{"status":"postcopy-active","total-time":300,"ram":{"total":1000,"remaining":100,"transferred":1000,"dirty-sync-count":2}}""";
    public const string Completed = """{"status":"completed","total-time":4000,"ram":{"total":1000,"remaining":0,"transferred":1200,"dirty-sync-count":3}}""";

    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentDictionary<string, Exception> _failures = new();
    private readonly ConcurrentDictionary<string, Action<JsonObject?>> _effects = new();
    private readonly Lock _gate = new();
    private readonly List<QmpSignal> _early = [];
    private ChannelWriter<QmpSignal>? _signals;
    private volatile string _runState = "running";
    private volatile string _migration = "{}";

    /// <summary>QEMU's word for the guest's state.</summary>
    public string RunState
    {
        get => _runState;
        set => _runState = value;
    }

    /// <summary>The answer to query-migrate.</summary>
    public string Migration
    {
        get => _migration;
        set => _migration = value;
    }

    /// <summary>Whether a new connection is made at once.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>What changes between a question and the one after it; once.</summary>
    public Action? AfterTheNextQuestion { get; set; }

    /// <summary>What was executed, questions left out.</summary>
    public IReadOnlyList<string> Orders => [.. _commands.Where(c => !c.StartsWith("query-", StringComparison.Ordinal))];

    public void Refuse(string command, string why) => _failures[command] = new QmpCommandException(command, "GenericError", why);

    public void Fail(string command, Exception why) => _failures[command] = why;

    public void Obey(string command) => _failures.TryRemove(command, out _);

    public void When(string command, Action<JsonObject?> then) => _effects[command] = then;

    public IVmConnection Connect()
    {
        var signals = Channel.CreateUnbounded<QmpSignal>();
        lock (_gate)
        {
            _signals = signals.Writer;
        }

        if (Answers)
        {
            Greet();
        }

        lock (_gate)
        {
            _early.ForEach(s => signals.Writer.TryWrite(s));
            _early.Clear();
        }

        return new Connection(signals);
    }

    public void Greet() => Signal(new QmpSignal.Connected(this));

    public void Die() => Signal(new QmpSignal.Gone("No QEMU listens any more."));

    /// <summary>What is said before anybody is connected is heard right after the greeting.</summary>
    public void Signal(QmpSignal signal)
    {
        lock (_gate)
        {
            if (_signals?.TryWrite(signal) != true)
            {
                _early.Add(signal);
            }
        }
    }

    public void Happen(string name, DateTimeOffset at, string data = "{}") =>
        Signal(new QmpSignal.Happened(new QmpEvent(name, JsonDocument.Parse(data).RootElement, at)));

    public Task<JsonElement> ExecuteAsync(string command, JsonObject? arguments = null, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        _commands.Enqueue(arguments is null ? command : $"{command} {arguments.ToJsonString()}");
        if (_failures.TryGetValue(command, out var failure))
        {
            return Task.FromException<JsonElement>(failure);
        }

        if (_effects.TryGetValue(command, out var effect))
        {
            effect(arguments);
        }

        var answer = command switch
        {
            "query-status" => $$"""{"status":"{{RunState}}","running":{{(RunState == "running" ? "true" : "false")}}}""",
            "query-migrate" => Migration,
            _ => "{}",
        };
        var after = AfterTheNextQuestion;
        AfterTheNextQuestion = null;
        after?.Invoke();
        return Task.FromResult(JsonDocument.Parse(answer).RootElement);
    }

    public Task<JsonElement> ExecuteOutOfBandAsync(string command, JsonObject? arguments = null, CancellationToken cancellation = default) =>
        ExecuteAsync(command, arguments, cancellation: cancellation);

    private sealed class Connection(Channel<QmpSignal> signals) : IVmConnection
    {
        public ChannelReader<QmpSignal> Signals => signals.Reader;

        public ValueTask DisposeAsync()
        {
            signals.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }
    }
}
