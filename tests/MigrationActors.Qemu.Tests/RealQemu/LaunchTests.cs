using System.Globalization;
using System.Net;
using MigrationActors.Processes;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Tests.RealQemu;

public class LaunchTests
{
    private static readonly VmName Name = QemuHost.BiosOnly.Name;

    [SkippableFact]
    public async Task A_started_VM_runs_answers_and_is_found_again()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var vm = await host.StartAsync(VmStart.Boot);
        var client = new QmpClient(await host.ConnectAsync(vm));
        (await client.QueryStatusAsync()).ShouldBe(new VmStatus(RunState.Running, "running", true));
        (await client.QueryMigrateAsync()).Status.ShouldBe(MigrationStatus.None);
        (await client.QueryVersionAsync()).Major.ShouldBeGreaterThanOrEqualTo(7);

        var found = new VmDirectory(host.Folder).List().Running.ShouldHaveSingleItem();
        found.Pid.ShouldBe(vm.Pid);
        found.Definition.ToJson().ShouldBe(QemuHost.BiosOnly.ToJson());
    }

    [SkippableFact]
    public async Task Nobody_else_can_read_what_a_VM_has()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var paths = (await host.StartAsync(VmStart.Boot)).Paths;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.GetUnixFileMode(paths.Folder).ShouldBe(owner | UnixFileMode.UserExecute);
        var files = Directory.GetFileSystemEntries(paths.Folder);
        files.Length.ShouldBe(6);
        files.ShouldAllBe(file => File.GetUnixFileMode(file) == owner);
    }

    [SkippableFact]
    public async Task A_second_client_on_our_socket_is_told_why_and_people_have_a_socket_of_their_own()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var vm = await host.StartAsync(VmStart.Boot);
        await host.ConnectAsync(vm);
        var settings = QmpSettings.Default with { GreetingTimeout = TimeSpan.FromMilliseconds(300) };
        var busy = await Should.ThrowAsync<QmpSocketBusyException>(
            () => QmpSession.ConnectAsync(vm.Paths.QmpSocket, settings, TimeProvider.System, CancellationToken.None));
        busy.Message.ShouldContain("somebody else holds this QMP socket");

        await using var human = await QmpSession.ConnectAsync(vm.Paths.HumanSocket, settings, TimeProvider.System, CancellationToken.None);
        await human.ExecuteAsync("query-status");
    }

    [SkippableFact]
    public async Task A_VM_that_runs_is_not_started_twice_and_not_disturbed()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var vm = await host.StartAsync(VmStart.Boot);
        (await Should.ThrowAsync<QemuLaunchException>(() => host.StartAsync(VmStart.Boot))).Message.ShouldContain($"runs on this host already (pid {vm.Pid})");
        host.Launcher.Directory.Find(Name).ShouldBe(vm with { Definition = host.Launcher.Directory.Find(Name)!.Definition });
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stopped_VM_is_gone_with_its_files_and_can_be_stopped_again(bool overQmp)
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var vm = await host.StartAsync(VmStart.Boot);
        await host.Launcher.StopAsync(Name, overQmp ? new QmpClient(await host.ConnectAsync(vm)) : null);
        Directory.Exists(vm.Paths.Folder).ShouldBeFalse();
        host.Launcher.Directory.Find(Name).ShouldBeNull();
        await host.Launcher.StopAsync(Name);
        await host.StartAsync(VmStart.Boot);
    }

    [SkippableFact]
    public async Task A_VM_whose_QEMU_was_killed_is_not_listed_and_can_be_started_again()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var vm = await host.StartAsync(VmStart.Boot);
        await using var qmp = ReconnectingQmp.Start(vm.Paths.QmpSocket, QmpSettings.Default, TimeProvider.System);
        Signals.Send(vm.Pid, Signals.Kill);
        (await qmp.Signals.ReadAllAsync().LastAsync()).ShouldBeOfType<QmpSignal.Gone>();
        host.Launcher.Directory.List().Running.ShouldBeEmpty();
        (await host.StartAsync(VmStart.Boot)).Pid.ShouldNotBe(vm.Pid);
    }

    [SkippableFact]
    public async Task A_QEMU_that_does_not_react_is_killed_after_the_grace()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var vm = await host.StartAsync(VmStart.Boot);
        Signals.Send(vm.Pid, Signals.Stop);
        var hurried = QemuSettings.Default with { QuitGrace = TimeSpan.FromMilliseconds(300) };
        await new VmReaper(hurried, TimeProvider.System).EndAsync(vm.Paths);
        Directory.Exists(vm.Paths.Folder).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task The_owner_of_a_connection_sees_a_QEMU_end()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var vm = await host.StartAsync(VmStart.Boot);
        await using var qmp = ReconnectingQmp.Start(vm.Paths.QmpSocket, QmpSettings.Default, TimeProvider.System);
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Connected>();
        await host.Launcher.StopAsync(Name);
        var rest = await qmp.Signals.ReadAllAsync().ToListAsync();
        rest.OfType<QmpSignal.Happened>().Select(signal => signal.Event.Name).ShouldContain(QmpEventNames.Shutdown);
        rest[^1].ShouldBeOfType<QmpSignal.Gone>();
    }

    [SkippableTheory]
    [InlineData("""{"name":"bad","memoryMiB":64,"machine":"nonsense"}""", "unsupported machine type")]
    [InlineData("""{"name":"bad","memoryMiB":64,"kernel":"/nonexistent"}""", "could not open kernel file '/nonexistent'")]
    [InlineData("""{"name":"bad","memoryMiB":64,"disks":[{"source":"/nonexistent/a.img","format":"raw"}]}""", "Could not open '/nonexistent/a.img'")]
    public async Task What_QEMU_refuses_is_said_in_its_words_and_leaves_nothing(string definition, string words)
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var refused = await Should.ThrowAsync<QemuLaunchException>(
            () => host.StartAsync(VmStart.Boot, VmDefinitionReader.Read(definition, "of the test")));
        refused.Message.ShouldContain(words);
        Directory.GetFileSystemEntries(host.Folder).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_local_disk_is_locked_against_a_second_VM()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        using var disks = new TemporaryFolder();
        await File.WriteAllBytesAsync(disks.File("a.img"), new byte[1024 * 1024]);
        string Definition(string name) => $$"""{"name":"{{name}}","memoryMiB":64,"disks":[{"source":"{{disks.File("a.img")}}","format":"raw"}]}""";
        await host.StartAsync(VmStart.Boot, VmDefinitionReader.Read(Definition("first"), "of the test"));
        var locked = await Should.ThrowAsync<QemuLaunchException>(
            () => host.StartAsync(VmStart.Boot, VmDefinitionReader.Read(Definition("second"), "of the test")));
        locked.Message.ShouldContain("lock");
    }

    [SkippableFact]
    public async Task The_migration_a_QEMU_was_started_for_and_where_it_listens_are_known_to_whoever_comes_later()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var vm = await host.StartAsync(VmStart.AwaitMigration, incoming: "m-1a2b3c4d");
        var later = new VmDirectory(host.Folder);
        later.IncomingOf(Name).ShouldBe("m-1a2b3c4d");

        var first = await host.ConnectAsync(vm);
        (await new QmpClient(first).QueryMigrateAsync()).ListeningPort.ShouldBeNull();
        await new QmpClient(first).MigrateIncomingAsync(new MigrationEndpoint(IPAddress.Loopback, 0));
        await first.DisposeAsync();

        var second = new QmpClient(await host.ConnectAsync(vm));
        (await second.QueryMigrateAsync()).ListeningPort!.Value.ShouldBeGreaterThan(0);
        (await second.QueryStatusAsync()).State.ShouldBe(RunState.InMigrate);
    }

    [SkippableFact]
    public async Task A_sweep_leaves_a_VM_that_runs_and_takes_one_that_was_killed()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var runs = await host.StartAsync(VmStart.Boot);
        var killed = await host.StartAsync(VmStart.Boot, VmDefinitionReader.Read("""{"name":"killed","memoryMiB":64}""", "of the test"));
        await using var qmp = ReconnectingQmp.Start(killed.Paths.QmpSocket, QmpSettings.Default, TimeProvider.System);
        Signals.Send(killed.Pid, Signals.Kill);
        (await qmp.Signals.ReadAllAsync().LastAsync()).ShouldBeOfType<QmpSignal.Gone>();

        host.Launcher.Directory.Sweep().ShouldHaveSingleItem().ShouldContain("the QEMU of 'killed' has ended");

        host.Launcher.Directory.List().Running.ShouldHaveSingleItem().Pid.ShouldBe(runs.Pid);
    }

    [SkippableFact]
    public async Task The_probe_says_whether_post_copy_works_and_leaves_nothing()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var result = await host.Probe.RunAsync();
        result.Version.ShouldNotBeNull();
        result.SupportsPostCopy.ShouldBe(result.Obstacle is null);
        Directory.GetFileSystemEntries(host.Folder).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_probe_ends_the_one_before_whose_agent_was_killed()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        var paths = new VmPaths(Path.Combine(host.Folder, ".probe"));
        Directory.CreateDirectory(paths.Folder);
        (await CommandRunner.Instance.RunAsync("qemu-system-x86_64", QemuCommandLine.BuildEmpty(paths, sandbox: true))).Succeeded.ShouldBeTrue();
        var pid = int.Parse(await File.ReadAllTextAsync(paths.PidFile), CultureInfo.InvariantCulture);
        host.Launcher.Directory.Names().ShouldBeEmpty();

        (await host.Probe.RunAsync()).Version.ShouldNotBeNull();

        // It may be a zombie, which has no arguments any more.
        var arguments = $"/proc/{pid}/cmdline";
        (File.Exists(arguments) ? await File.ReadAllTextAsync(arguments) : "").ShouldBeEmpty();
        Directory.GetFileSystemEntries(host.Folder).ShouldBeEmpty();
    }
}
