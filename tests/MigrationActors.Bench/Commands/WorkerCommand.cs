using System.CommandLine;
using MigrationActors.Bench.Measuring;
using MigrationActors.Bench.Namespaces;

namespace MigrationActors.Bench.Commands;

/// <summary>What <see cref="Worker"/> runs in a namespace; not for people.</summary>
internal static class WorkerCommand
{
    public static Command Create(string name, Func<CancellationToken, Task<IReadOnlyList<Comparison>>> measure)
    {
        var command = new Command(name) { Hidden = true };
        command.SetAction(async (_, cancellation) =>
        {
            await Worker.AnswerAsync(await measure(cancellation));
            return BenchCommandLine.Succeeded;
        });
        return command;
    }
}
