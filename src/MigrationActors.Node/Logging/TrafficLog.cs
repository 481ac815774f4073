using System.Globalization;
using MigrationActors.Actors.Network;
using MigrationActors.LinuxNet.Counters;
using Serilog;
using Serilog.Core;

namespace MigrationActors.Node.Logging;

/// <summary>The traffic log: one JSON line a second per interface, rotated by size so that it never fills the disk.</summary>
public sealed class TrafficLog : ITrafficLog, IDisposable
{
    private const long FileSize = 16 * 1024 * 1024;
    private const int KeptFiles = 8;

    private readonly Logger _log;

    public TrafficLog(string directory) => _log = new LoggerConfiguration()
        .WriteTo.File(
            Path.Combine(directory, "traffic.jsonl"),
            outputTemplate: "{Message:l}{NewLine}",
            formatProvider: CultureInfo.InvariantCulture,
            fileSizeLimitBytes: FileSize,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: KeptFiles)
        .CreateLogger();

    public void Write(DateTimeOffset at, IReadOnlyList<InterfaceRate> rates)
    {
        foreach (var rate in rates)
        {
            // Interface names cannot hold quotes or backslashes; numbers are written invariantly.
            _log.Information("{Line:l}", string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"at":"{{at:O}}","interface":"{{rate.Name}}","outMbps":{{rate.Window.Out.Value:0.###}},"inMbps":{{rate.Window.In.Value:0.###}}}"""));
        }
    }

    public void Dispose() => _log.Dispose();
}
