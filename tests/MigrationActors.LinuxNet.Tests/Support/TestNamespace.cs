using System.Diagnostics;
using System.Globalization;
using MigrationActors.LinuxNet.Host;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tests.Support;

/// <summary>A network namespace of a test's own, gone with it.</summary>
public sealed class TestNamespace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _holder;

    private TestNamespace(string name, Process holder)
    {
        Name = name;
        _holder = holder;
        Runner = new NamespaceRunner(name);
        // `ip netns exec` gives its program a /sys of the namespace, which a process outside can reach through /proc.
        var proc = string.Create(CultureInfo.InvariantCulture, $"/proc/{holder.Id}");
        Files = new NetworkFiles($"{proc}/net/dev", $"{proc}/root/sys/class/net");
    }

    public string Name { get; }

    public NamespaceRunner Runner { get; }

    public NetworkFiles Files { get; }

    public static async Task<TestNamespace> CreateAsync()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "Needs root: it makes a network namespace.");
        var name = "manett" + Guid.NewGuid().ToString("N")[..8];
        (await CommandRunner.Instance.RunAsync("ip", ["netns", "add", name])).Succeeded.ShouldBeTrue();
        var holder = Process.Start("ip", ["netns", "exec", name, "sleep", "infinity"]);
        var space = new TestNamespace(name, holder);
        try
        {
            await Wait.UntilAsync(
                () => File.ReadAllText($"/proc/{holder.Id.ToString(CultureInfo.InvariantCulture)}/comm").Trim() == "sleep",
                Patience,
                "the namespace's holder runs");
            await space.IpAsync("link set lo up");
        }
        catch
        {
            await space.DisposeAsync();
            throw;
        }

        return space;
    }

    public async Task<string> IpAsync(string words) => await RunAsync("ip", words);

    public async Task<string> TcAsync(string words) => await RunAsync("tc", words);

    /// <summary>Everything tc knows about the namespace, as it prints it.</summary>
    public async Task<string> RulesAsync(params string[] devices)
    {
        var text = await TcAsync("qdisc show");
        foreach (var device in devices)
        {
            text += await TcAsync($"class show dev {device}") + await TcAsync($"filter show dev {device}");
            text += await TcAsync($"filter show dev {device} parent ffff:");
        }

        return text + await IpAsync("-o -br link");
    }

    public async ValueTask DisposeAsync()
    {
        _holder.Kill();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
        await CommandRunner.Instance.RunAsync("ip", ["netns", "del", Name]);
    }

    private async Task<string> RunAsync(string program, string words)
    {
        var result = await CommandRunner.Instance.RunAsync("ip", ["netns", "exec", Name, program, .. words.Split(' ')]);
        result.Succeeded.ShouldBeTrue($"{program} {words}: {result.Complaint}");
        return result.Output;
    }
}
