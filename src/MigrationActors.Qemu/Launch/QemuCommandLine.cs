using System.Globalization;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Launch;

/// <summary>
/// QEMU's arguments for a VM. The same definition gives the same devices in the same order on every host, which a migration needs.
/// </summary>
public static class QemuCommandLine
{
    /// <summary>
    /// Post-copy and -daemonize work under these. spawn=deny and elevateprivileges=deny would be tighter, but forbid the fork and the
    /// setsid with which QEMU detaches from us.
    /// </summary>
    private const string SandboxRules = "on,obsolete=deny,resourcecontrol=deny";

    private const int KiBPerMiB = 1024;

    /// <summary>
    /// Taken off an emulated guest's memory, so that it is no multiple of 256 KiB. Where it is one, QEMU before 9.0 reads the dirty bitmap by
    /// 64 pages at a time and forgets to tell the emulator: later writes to these pages are not sent, and the guest crashes at the
    /// destination. Page by page it does it right. 8 KiB is what QEMU rounds memory to.
    /// </summary>
    private const int OddKiB = 8;

    /// <param name="taps">The tap devices, one for each of the definition's cards, in their order.</param>
    /// <exception cref="ArgumentException">There are more or fewer taps than cards.</exception>
    public static IReadOnlyList<string> Build(
        VmDefinition vm, VmPaths paths, IReadOnlyList<string> taps, VmStart start, bool sandbox = true)
    {
        if (taps.Count != vm.Nics.Count)
            throw new ArgumentException($"VM '{vm.Name}' has {vm.Nics.Count} network cards, but {taps.Count} taps were given.", nameof(taps));

        return
        [
            .. Machine(vm),
            .. Boot(vm),
            .. vm.Disks.SelectMany(Disk),
            .. vm.Nics.SelectMany((nic, i) => Nic(nic, taps[i], i)),
            .. Console(paths),
            .. start == VmStart.AwaitMigration ? Incoming : [],
            .. Service(paths, sandbox),
        ];
    }

    /// <summary>A QEMU without a machine that awaits a migration: enough to ask it what it could do.</summary>
    public static IReadOnlyList<string> BuildEmpty(VmPaths paths, bool sandbox) =>
        [.. Bare, "-machine", "none", "-S", .. Incoming, .. Service(paths, sandbox)];

    private static string[] Bare => ["-no-user-config", "-nodefaults", "-display", "none"];

    // Not -S: with it the guest would stay paused after it has arrived.
    private static string[] Incoming => ["-incoming", "defer"];

    private static IEnumerable<string> Machine(VmDefinition vm) =>
    [
        .. Bare,
        "-name", $"guest={vm.Name}",
        "-uuid", VmUuid.Of(vm.Name.Value).ToString(),
        "-machine", vm.Machine,
        "-accel", vm.Accelerator == Accelerator.Kvm ? "kvm" : "tcg",
        "-m", Memory(vm),
        "-smp", vm.Vcpus.ToString(CultureInfo.InvariantCulture),
    ];

    private static string Memory(VmDefinition vm) => vm.Accelerator == Accelerator.Tcg
        ? string.Create(CultureInfo.InvariantCulture, $"{(vm.MemoryMiB * (long)KiBPerMiB) - OddKiB}K")
        : string.Create(CultureInfo.InvariantCulture, $"{vm.MemoryMiB}M");

    private static IEnumerable<string> Boot(VmDefinition vm)
    {
        if (vm.Boot is not { } boot)
            yield break;
        yield return "-kernel";
        yield return boot.Kernel;
        if (boot.Initrd is not null)
        {
            yield return "-initrd";
            yield return boot.Initrd;
        }

        if (boot.Append is not null)
        {
            yield return "-append";
            yield return boot.Append;
        }
    }

    private static IEnumerable<string> Disk(VmDisk disk, int index) =>
    [
        "-blockdev", QemuBlockDevice.Json(disk, $"disk{index}"),
        "-device", $"virtio-blk-pci,id=virtio-disk{index},drive=disk{index}",
    ];

    // No boot ROM: nobody boots from the network here, and its image would have to be the same on every host.
    private static IEnumerable<string> Nic(VmNic nic, string tap, int index) =>
    [
        "-netdev", $"tap,id=net{index},ifname={Escaped(tap)},script=no,downscript=no",
        "-device", $"virtio-net-pci,id=virtio-net{index},netdev=net{index},mac={nic.Mac},romfile=",
    ];

    private static IEnumerable<string> Console(VmPaths paths) =>
    [
        "-chardev", $"file,id=console,path={Escaped(paths.ConsoleLog)},append=on",
        "-serial", "chardev:console",
    ];

    /// <summary>What makes it a service that we find and talk to again.</summary>
    private static IEnumerable<string> Service(VmPaths paths, bool sandbox) =>
    [
        "-chardev", $"socket,id=monitor-agent,path={Escaped(paths.QmpSocket)},server=on,wait=off",
        "-mon", "chardev=monitor-agent,mode=control",
        "-chardev", $"socket,id=monitor-human,path={Escaped(paths.HumanSocket)},server=on,wait=off",
        "-mon", "chardev=monitor-human,mode=control",
        .. sandbox ? ["-sandbox", SandboxRules] : Array.Empty<string>(),
        "-D", paths.QemuLog,
        "-pidfile", paths.PidFile,
        "-daemonize",
    ];

    /// <summary>In QEMU's option syntax a comma inside a value is written twice.</summary>
    private static string Escaped(string value) => value.Replace(",", ",,", StringComparison.Ordinal);
}
