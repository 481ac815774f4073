using System.CommandLine;
using MigrationActors.Bench.Planning;
using MigrationActors.Bench.Reporting;

namespace MigrationActors.Bench.Commands;

internal static class DecideCommand
{
    public static Command Create()
    {
        var command = new Command("decide", "What one plan of the thesis's policy costs.");
        command.SetAction(_ =>
        {
            var plan = PlanningBench.Run();
            Console.WriteLine($"{Numbers.Time(plan.OursMs)} a plan, {plan.Detail}");
            return BenchCommandLine.Succeeded;
        });
        return command;
    }
}
