using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tests.Support;

/// <summary>TCP traffic between namespaces.</summary>
internal sealed class Iperf : IDisposable
{
    private readonly Process _server;
    private readonly int _port;

    private Iperf(Process server, int port)
    {
        _server = server;
        _port = port;
    }

    public static async Task<Iperf> ListenAsync(TestNamespace space, int port)
    {
        var info = new ProcessStartInfo("ip") { RedirectStandardOutput = true };
        foreach (var word in new[] { "netns", "exec", space.Name, "iperf3", "-s", "--forceflush", "-p", port.ToString(CultureInfo.InvariantCulture) })
        {
            info.ArgumentList.Add(word);
        }

        var server = Process.Start(info)!;
        var iperf = new Iperf(server, port);
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Server listening", StringComparison.Ordinal))
            {
                return iperf;
            }
        }

        iperf.Dispose();
        throw new InvalidOperationException($"iperf3 does not listen on port {port}.");
    }

    /// <summary>Sends for some seconds; the bytes per second that arrived.</summary>
    public async Task<double> SendAsync(TestNamespace from, string address, int seconds, int streams)
    {
        var result = await CommandRunner.Instance.RunAsync("ip", [
            "netns", "exec", from.Name, "iperf3", "-J", "-c", address, "-p", _port.ToString(CultureInfo.InvariantCulture),
            "-t", seconds.ToString(CultureInfo.InvariantCulture), "-P", streams.ToString(CultureInfo.InvariantCulture),
        ]);
        result.Succeeded.ShouldBeTrue(result.Output);
        using var json = JsonDocument.Parse(result.Output);
        return json.RootElement.GetProperty("end").GetProperty("sum_received").GetProperty("bits_per_second").GetDouble() / 8;
    }

    /// <summary>Makes a host ask for an address; nobody need answer.</summary>
    public static Task TryConnectAsync(TestNamespace from, string address) => CommandRunner.Instance.RunAsync(
        "ip", ["netns", "exec", from.Name, "iperf3", "-c", address, "--connect-timeout", "100"]);

    public void Dispose()
    {
        if (!_server.HasExited)
        {
            _server.Kill();
        }

        _server.WaitForExit();
        _server.Dispose();
    }
}
