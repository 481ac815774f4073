using System.Net;
using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Network;

/// <summary>One host of the testbed: a network namespace with an uplink `eth0` in a bridge `br0`, and a folder.</summary>
/// <param name="Name">src, dst, nfs or ext.</param>
/// <param name="Address">On br0.</param>
/// <param name="StateFolder">What this host would keep on its own disk; removed with the testbed.</param>
public sealed record TestbedHost(string Name, string Namespace, IPAddress Address, string StateFolder)
{
    public const string Uplink = "eth0";
    public const string Bridge = "br0";

    /// <summary>Where this host's VMs have their sockets, pids and logs.</summary>
    public string VmFolder => Path.Combine(StateFolder, "vms");

    /// <summary>Where the processes of <see cref="StartAsync"/> have their logs and pid files.</summary>
    public string ProcessFolder => Path.Combine(StateFolder, "processes");

    /// <summary>Runs a program on the host to its end. A non-zero exit is a result, not an exception.</summary>
    public Task<CommandResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation = default) =>
        new NetworkNamespace(Namespace).RunAsync(command, cancellation);

    /// <summary>Starts a program on the host that outlives us and logs to a file. Taking the testbed down ends it.</summary>
    /// <exception cref="TestbedException">It could not be started, or ended at once.</exception>
    public Task<OwnedProcess> StartAsync(string name, IReadOnlyList<string> command, CancellationToken cancellation = default) =>
        BackgroundProcess.StartAsync(Namespace, name, command, ProcessFolder, cancellation);
}
