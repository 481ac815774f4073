using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MigrationActors.Gangs.Reporting;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Gangs.Commands;

/// <summary>How every command ends: the report in a file where that is wanted, the last lines, the exit code.</summary>
internal static class TrialEnd
{
    private const int Succeeded = 0;
    private const int Failed = 1;

    public static async Task<int> OfAsync<T>(T report, ParseResult parsed, CommonOptions common, CancellationToken cancellation)
        where T : ITrialReport
    {
        if (parsed.GetValue(common.Json) is { } file)
        {
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, WireJson.Indented) + "\n", cancellation);
        }

        foreach (var line in report.Summary)
        {
            Console.WriteLine(line);
        }

        return report.Passed ? Succeeded : Failed;
    }

    /// <summary>Says lines with the time since the beginning in front.</summary>
    public static Action<string> Clock(TimeProvider time)
    {
        var started = time.GetTimestamp();
        return line => Console.WriteLine($"[{time.GetElapsedTime(started).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)}] {line}");
    }
}
