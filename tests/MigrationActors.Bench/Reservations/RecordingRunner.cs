using MigrationActors.Processes;

namespace MigrationActors.Bench.Reservations;

/// <summary>
/// Runs programs and notes the rules that they were told to make, one by one: what somebody would run who has the same in mind
/// and no batch. Looking is not noted, so it is at our cost alone.
/// </summary>
public sealed class RecordingRunner(ICommandRunner runner) : ICommandRunner
{
    private readonly List<SingleRule> _rules = [];

    /// <summary>How many programs were run, to look or to change.</summary>
    public int Processes { get; private set; }

    /// <summary>What was noted since the last time.</summary>
    public (IReadOnlyList<SingleRule> Rules, int Processes) Take()
    {
        (IReadOnlyList<SingleRule>, int) taken = ([.. _rules], Processes);
        _rules.Clear();
        Processes = 0;
        return taken;
    }

    public Task<CommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default)
    {
        Processes++;
        if (input is not null)
        {
            _rules.AddRange(input.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new SingleRule(program, line.Split(' '))));
        }
        else if (!arguments.Contains("show"))
        {
            _rules.Add(new SingleRule(program, arguments));
        }

        return runner.RunAsync(program, arguments, input, cancellation);
    }
}
