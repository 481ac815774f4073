using System.Diagnostics;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Tests.Launch;

public sealed class VmDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_directory_that_does_not_exist_has_no_VMs() =>
        new VmDirectory(_folder.File("none")).List().Running.ShouldBeEmpty();

    [Fact]
    public void A_recycled_pid_is_no_VM()
    {
        var directory = new VmDirectory(_folder.Path);
        var paths = Folder(directory, "web1", """{"name":"web1","memoryMiB":64}""");
        File.WriteAllText(paths.PidFile, $"{Environment.ProcessId}\n");
        directory.List().Running.ShouldBeEmpty();
        directory.Find(VmName.Parse("web1")).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("2147483647")]
    [InlineData("99999999999999")]
    public void A_pid_file_that_makes_no_sense_is_no_VM(string content)
    {
        var directory = new VmDirectory(_folder.Path);
        File.WriteAllText(Folder(directory, "web1", "{}").PidFile, content);
        directory.List().Running.ShouldBeEmpty();
    }

    [Fact]
    public void Folders_that_are_no_VMs_are_passed_over()
    {
        Directory.CreateDirectory(_folder.File("-x"));
        new VmDirectory(_folder.Path).List().ShouldSatisfyAllConditions(
            inventory => inventory.Running.ShouldBeEmpty(),
            inventory => inventory.Problems.ShouldBeEmpty());
    }

    [Fact]
    public void A_socket_path_that_Linux_would_cut_is_refused_with_its_length()
    {
        var directory = new VmDirectory("/run/" + new string('d', 60));
        directory.PathsOf(VmName.Parse(new string('a', 30))).HumanSocket.Length.ShouldBe(107);
        Should.Throw<QemuLaunchException>(() => directory.PathsOf(VmName.Parse(new string('a', 31)))).Message.ShouldContain("has 108 bytes, but Linux allows 107");
    }

    [Theory]
    [InlineData("vms")]
    [InlineData("/run/%d")]
    [InlineData("/run/a\nb")]
    public void A_root_that_QEMU_would_misread_is_refused(string root) =>
        Should.Throw<ArgumentException>(() => new VmDirectory(root)).Message.ShouldContain("must be an absolute path");

    [Fact]
    public void The_folder_of_a_QEMU_that_has_ended_is_swept_and_said()
    {
        var directory = new VmDirectory(_folder.Path);
        var paths = Folder(directory, "web1", "{}");
        foreach (var file in new[] { paths.Incoming, paths.QmpSocket, paths.HumanSocket, paths.ConsoleLog, paths.QemuLog })
        {
            File.WriteAllText(file, "");
        }

        File.WriteAllText(paths.PidFile, "2147483647\n");

        directory.Sweep().ShouldBe([$"'{paths.Folder}' was removed: the QEMU of 'web1' has ended."]);

        Directory.Exists(paths.Folder).ShouldBeFalse();
        directory.Names().ShouldBeEmpty();
        directory.Sweep().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_ours_is_left_by_a_sweep()
    {
        var directory = new VmDirectory(_folder.Path);
        var mixed = Folder(directory, "web1", "{}");
        File.WriteAllText(Path.Combine(mixed.Folder, "disk.img"), "precious");
        Directory.CreateDirectory(_folder.File("-x"));
        File.WriteAllText(_folder.File("web2"), "a file");

        directory.Sweep().ShouldBe([$"'{mixed.Folder}' was left, although no QEMU of 'web1' runs: '{mixed.Folder}/disk.img' is not ours."]);

        Directory.GetFileSystemEntries(_folder.Path).Order(StringComparer.Ordinal).ShouldBe([_folder.File("-x"), mixed.Folder, _folder.File("web2")]);
        Directory.GetFiles(mixed.Folder).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_QEMU_that_has_only_just_begun_keeps_its_folder()
    {
        var directory = new VmDirectory(_folder.Path);
        var paths = Folder(directory, "web1", "{}");
        using var begun = Process.Start("/usr/bin/tail", ["-f", "/dev/null", "--", "-pidfile", paths.PidFile]);
        try
        {
            directory.Sweep().ShouldBeEmpty();
            Directory.Exists(paths.Folder).ShouldBeTrue();
        }
        finally
        {
            begun.Kill();
            await begun.WaitForExitAsync();
        }
    }

    [Fact]
    public void A_VM_that_was_booted_here_awaits_no_migration()
    {
        var directory = new VmDirectory(_folder.Path);
        directory.IncomingOf(VmName.Parse("web1")).ShouldBeNull();
        var paths = Folder(directory, "web1", "{}");
        directory.IncomingOf(VmName.Parse("web1")).ShouldBeNull();
        File.WriteAllText(paths.Incoming, "\n");
        directory.IncomingOf(VmName.Parse("web1")).ShouldBeNull();
    }

    private static VmPaths Folder(VmDirectory directory, string name, string definition)
    {
        var paths = directory.PathsOf(VmName.Parse(name));
        Directory.CreateDirectory(paths.Folder);
        File.WriteAllText(paths.Definition, definition);
        return paths;
    }
}
