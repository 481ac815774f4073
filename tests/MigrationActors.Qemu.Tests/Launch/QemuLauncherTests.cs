using MigrationActors.Processes;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Tests.Launch;

public sealed class QemuLauncherTests : IDisposable
{
    private static readonly VmDefinition Web1 = VmDefinitionReader.Read("""{"name":"web1","memoryMiB":64}""", "of the test");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_refused_start_carries_the_words_of_QEMU_and_leaves_nothing()
    {
        var refused = await Should.ThrowAsync<QemuLaunchException>(
            () => StartAsync(() => new CommandResult(1, "", "qemu-system-x86_64: unsupported machine type\n")));
        refused.Message.ShouldBe("VM 'web1' did not start; QEMU says: qemu-system-x86_64: unsupported machine type");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_QEMU_is_named_and_leaves_nothing()
    {
        var missing = await Should.ThrowAsync<QemuLaunchException>(
            () => StartAsync(() => throw new CommandNotFoundException("qemu-system-x86_64", new InvalidOperationException())));
        missing.Message.ShouldContain("The program 'qemu-system-x86_64' is not on this host");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_QEMU_that_ends_at_once_is_no_running_VM()
    {
        var ended = await Should.ThrowAsync<QemuLaunchException>(() => StartAsync(() => new CommandResult(0, "", "")));
        ended.Message.ShouldContain("ended at once");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => StartAsync(() => throw new OperationCanceledException()));
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_without_QEMU_is_probed_without_post_copy()
    {
        var host = new FailingCommands(() => throw new CommandNotFoundException("qemu-system-x86_64", new InvalidOperationException()));
        var result = await new QemuProbe(new VmDirectory(_folder.Path), QemuSettings.Default, host, TimeProvider.System).RunAsync();
        result.SupportsPostCopy.ShouldBeFalse();
        result.Version.ShouldBeNull();
        result.Obstacle!.ShouldContain("is not on this host");
    }

    private async Task<RunningVm> StartAsync(Func<CommandResult> end)
    {
        using var launcher = new QemuLauncher(new VmDirectory(_folder.Path), QemuSettings.Default, new FailingCommands(end), TimeProvider.System);
        return await launcher.StartAsync(Web1, [], VmStart.Boot);
    }
}
