using System.Text.Json;
using MigrationActors.Core;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Storage;

namespace MigrationActors.Testbed.Lifecycle;

/// <summary>A testbed that is up. It lives in the kernel, not in this process: any process can attach, or take it down.</summary>
public sealed class TestbedNetwork
{
    private static readonly string[] Programs =
        ["ip", "tc", "ethtool", "start-stop-daemon", "rpcbind", "ganesha.nfsd", "qemu-img", "qemu-system-x86_64", "iperf3"];

    private TestbedNetwork(TestbedLayout layout, Mbps linkRate)
    {
        Layout = layout;
        LinkRate = linkRate;
    }

    public TestbedLayout Layout { get; }

    /// <summary>The capacity of each host's link, in each direction.</summary>
    public Mbps LinkRate { get; }

    /// <exception cref="TestbedException">There is no such host.</exception>
    public TestbedHost Host(string name) => Layout.Host(name);

    /// <inheritdoc cref="WireCounters.ReadAsync"/>
    public Task<WireCounters> ReadWireAsync(string host, CancellationToken cancellation = default) =>
        WireCounters.ReadAsync(Layout, host, cancellation);

    /// <summary>Brings a testbed up, or leaves nothing of it behind.</summary>
    /// <exception cref="TestbedException">Not root, a program is missing, the prefix is up already, or the kernel refused.</exception>
    public static async Task<TestbedNetwork> UpAsync(TestbedOptions options, CancellationToken cancellation = default)
    {
        RequireRoot();
        ProgramPath.Require(Programs);
        var layout = new TestbedLayout(options.Prefix);

        // The folder first: whatever happens from here on, `down` finds it. The namespace of the switch is the claim.
        Directory.CreateDirectory(layout.StateFolder);
        if (!await layout.Switch.TryAddAsync(cancellation).ConfigureAwait(false))
        {
            throw new TestbedException(
                $"A testbed '{options.Prefix}' is up already. Take it down with 'testbed down --prefix {options.Prefix}', or choose another --prefix.");
        }

        try
        {
            await BuildAsync(layout, options.LinkRate, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await DownAsync(options.Prefix, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return new TestbedNetwork(layout, options.LinkRate);
    }

    /// <summary>A testbed that is up already.</summary>
    /// <exception cref="TestbedException">It is not.</exception>
    public static async Task<TestbedNetwork> AttachAsync(TestbedPrefix prefix, CancellationToken cancellation = default) =>
        await TryAttachAsync(prefix, cancellation).ConfigureAwait(false)
            ?? throw new TestbedException($"No testbed '{prefix}' is up. Bring one up with 'testbed up --prefix {prefix}'.");

    /// <summary>A testbed that is up already, or null where it is not, or only half.</summary>
    public static async Task<TestbedNetwork?> TryAttachAsync(TestbedPrefix prefix, CancellationToken cancellation = default)
    {
        RequireRoot();
        var layout = new TestbedLayout(prefix);
        var file = SettingsFile(layout);
        if (!layout.Namespaces.All(space => space.Exists) || !File.Exists(file))
        {
            return null;
        }

        var settings = JsonSerializer.Deserialize<Settings>(await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false));
        return new TestbedNetwork(layout, new Mbps(settings!.LinkMbps));
    }

    /// <summary>Removes all that belongs to a testbed, whatever state it is in, and tells what that was. Nothing there is no error.</summary>
    public static Task<IReadOnlyList<RemovedItem>> DownAsync(TestbedPrefix prefix, CancellationToken cancellation = default)
    {
        RequireRoot();
        return Teardown.RunAsync(new TestbedLayout(prefix), cancellation);
    }

    private static async Task BuildAsync(TestbedLayout layout, Mbps linkRate, CancellationToken cancellation)
    {
        foreach (var host in layout.Hosts)
        {
            Directory.CreateDirectory(host.StateFolder);
            if (!await new NetworkNamespace(host.Namespace).TryAddAsync(cancellation).ConfigureAwait(false))
            {
                throw new TestbedException($"The network namespace '{host.Namespace}' was there already, left by an earlier testbed. It is gone now: try again.");
            }
        }

        await HostWiring.ConnectAsync(layout, linkRate, cancellation).ConfigureAwait(false);
        await NfsServer.StartAsync(layout, cancellation).ConfigureAwait(false);
        // Last, as it says that the testbed is complete.
        var settings = JsonSerializer.Serialize(new Settings(linkRate.Value));
        await File.WriteAllTextAsync(SettingsFile(layout), settings, cancellation).ConfigureAwait(false);
    }

    private static string SettingsFile(TestbedLayout layout) => Path.Combine(layout.StateFolder, "testbed.json");

    private static void RequireRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new TestbedException("A testbed needs root, to make network namespaces. Run it with sudo.");
        }
    }

    private sealed record Settings(double LinkMbps);
}
