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

    private static VmPaths Folder(VmDirectory directory, string name, string definition)
    {
        var paths = directory.PathsOf(VmName.Parse(name));
        Directory.CreateDirectory(paths.Folder);
        File.WriteAllText(paths.Definition, definition);
        return paths;
    }
}
