using MigrationActors.Processes;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Tests.RealQemu;

/// <summary>A host with a VM directory of its own. Ends its QEMUs when the test is over, however it went.</summary>
internal sealed class QemuHost : IAsyncDisposable
{
    private const string Program = "/usr/bin/qemu-system-x86_64";
    private static readonly QemuSettings Settings = new() { Program = Program };
    private readonly TemporaryFolder _folder = new();
    private readonly List<QmpSession> _sessions = [];

    public QemuHost() => Launcher = new QemuLauncher(new VmDirectory(_folder.Path), Settings, CommandRunner.Instance, TimeProvider.System);

    /// <summary>No kernel and no disk: the BIOS finds nothing to boot, which is enough to be migrated.</summary>
    public static VmDefinition BiosOnly { get; } = VmDefinitionReader.Read("""{"name":"bios","memoryMiB":64}""", "of the test");

    public QemuProbe Probe => new(Launcher.Directory, Settings, CommandRunner.Instance, TimeProvider.System);

    public QemuLauncher Launcher { get; }

    public string Folder => _folder.Path;

    public static void RequireQemu() => Skip.IfNot(File.Exists(Program), $"{Program} is not installed (package qemu-system-x86).");

    public Task<RunningVm> StartAsync(VmStart start, VmDefinition? definition = null, string? incoming = null) =>
        Launcher.StartAsync(definition ?? BiosOnly, [], start, incoming);

    public async Task<QmpSession> ConnectAsync(RunningVm vm)
    {
        var session = await QmpSession.ConnectAsync(vm.Paths.QmpSocket, QmpSettings.Default, TimeProvider.System, CancellationToken.None);
        _sessions.Add(session);
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
        {
            await session.DisposeAsync();
        }

        foreach (var vm in Launcher.Directory.List().Running)
        {
            await Launcher.StopAsync(vm.Definition.Name);
        }

        Launcher.Dispose();
        _folder.Dispose();
    }
}
