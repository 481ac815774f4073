using System.Globalization;
using MigrationActors.Node.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace MigrationActors.Node.Logging;

/// <summary>The node's own log, to standard output: the service manager keeps it.</summary>
public static class NodeLog
{
    public static Logger Create(LogSettings settings) => new LoggerConfiguration()
        .MinimumLevel.Is(Enum.Parse<LogEventLevel>(settings.Level, ignoreCase: true))
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .WriteTo.Console(
            outputTemplate: "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {Message:lj}{NewLine}{Exception}",
            formatProvider: CultureInfo.InvariantCulture)
        .CreateLogger();
}
