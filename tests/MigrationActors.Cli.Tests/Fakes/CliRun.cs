using System.Net;
using System.Net.Sockets;
using System.Text;
using MigrationActors.Cli.Doctor;
using MigrationActors.Cli.Terminals;

namespace MigrationActors.Cli.Tests.Fakes;

/// <summary>One run of migctl in this process.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    /// <summary>Short pauses, so that tests are quick; no test asserts how long anything took.</summary>
    public static readonly CliTimings Quick = new(
        TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1));

    public static Task<CliRun> Of(params string[] arguments) => new Builder().RunAsync(arguments);

    /// <summary>The address of a port nobody listens on.</summary>
    public static string DeadUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public sealed class Builder
    {
        public CliTimings Timings { get; init; } = Quick;

        public string Input { get; init; } = "";

        public bool Terminal { get; init; }

        public int Width { get; init; } = 80;

        public int Height { get; init; } = 24;

        public Dictionary<string, string> Variables { get; init; } = [];

        public IHostProbe Probe { get; init; } = new FakeProbe(FakeProbe.Everything);

        public CancellationToken Cancellation { get; init; }

        public async Task<CliRun> RunAsync(params string[] arguments)
        {
            var output = new StringWriter();
            var error = new StringWriter();
            var environment = new CliEnvironment(
                output, error, () => new MemoryStream(Encoding.UTF8.GetBytes(Input)), Terminal, Terminal, Width, Height,
                name => Variables.GetValueOrDefault(name), TimeProvider.System, Timings);
            var code = await CliApplication.RunAsync(arguments, environment, Probe, Cancellation);
            return new CliRun(code, output.ToString(), error.ToString());
        }
    }
}
