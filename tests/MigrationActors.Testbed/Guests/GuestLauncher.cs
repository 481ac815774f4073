using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Guests;

/// <summary>
/// Runs prepared guests without any agent of the product: for the testbed's own tests, and for runs of plain QEMU to
/// compare with. One host, one launcher.
/// </summary>
public sealed class GuestLauncher(TestbedHost host, TimeProvider time) : IDisposable
{
    private readonly QemuLauncher _launcher = new(
        new VmDirectory(host.VmFolder), QemuSettings.Default, new NamespaceCommandRunner(host.Namespace), time);

    /// <summary>Starts the guest's QEMU: to boot it here, or to await it from another host.</summary>
    /// <exception cref="QemuLaunchException">It runs here already, or QEMU did not start.</exception>
    /// <exception cref="TestbedException">Its tap device could not be made.</exception>
    public async Task<RunningVm> StartAsync(Guest guest, VmStart start, CancellationToken cancellation = default)
    {
        var json = await File.ReadAllTextAsync(guest.DefinitionFile, cancellation).ConfigureAwait(false);
        var definition = VmDefinitionReader.Read(json, guest.DefinitionFile);
        var tap = TapOf(guest);
        await Namespace.ConfigureLinksAsync(
            [$"tuntap add dev {tap} mode tap", $"link set {tap} master {TestbedHost.Bridge} up"], cancellation).ConfigureAwait(false);
        try
        {
            return await _launcher.StartAsync(definition, [tap], start, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await RemoveTapAsync(tap, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the guest's QEMU on this host, and removes its tap device. It must have been started here.</summary>
    public async Task StopAsync(Guest guest, CancellationToken cancellation = default)
    {
        await _launcher.StopAsync(VmName.Parse(guest.Name), cancellation: cancellation).ConfigureAwait(false);
        await RemoveTapAsync(TapOf(guest), cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _launcher.Dispose();

    private NetworkNamespace Namespace => new(host.Namespace);

    private static string TapOf(Guest guest) => $"guest{guest.Number}";

    private Task RemoveTapAsync(string tap, CancellationToken cancellation) =>
        Namespace.ConfigureLinksAsync([$"link delete {tap}"], cancellation);
}
