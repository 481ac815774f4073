using MigrationActors.Actors.State;

namespace MigrationActors.Actors.Tests.State;

public sealed class StateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mastate-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read_by_whoever_comes_later()
    {
        var path = Path.Combine(_folder, "a", "b", "note");
        new StateFile(path).Read().ShouldBeNull();

        new StateFile(path).Write("first");
        new StateFile(path).Write("sécond");

        new StateFile(path).Read().ShouldBe("sécond");
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
    }

    [Fact]
    public void It_is_for_the_owners_eyes_only()
    {
        var path = Path.Combine(_folder, "state", "note");

        new StateFile(path).Write("first");

        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(path)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>As after a crash between the two: the old text is whole, and the next one finds its way.</summary>
    [Fact]
    public void A_half_written_successor_changes_nothing()
    {
        var path = Path.Combine(_folder, "note");
        new StateFile(path).Write("first");
        File.WriteAllText(path + ".new", "sec");

        new StateFile(path).Read().ShouldBe("first");
        new StateFile(path).Write("third");
        new StateFile(path).Read().ShouldBe("third");
    }

    [Fact]
    public void What_cannot_be_read_or_written_is_named()
    {
        var path = Path.Combine(_folder, "note");
        Directory.CreateDirectory(path);

        Should.Throw<StateFileException>(() => new StateFile(path).Read()).Message.ShouldStartWith($"'{path}' cannot be read: ");
        Should.Throw<StateFileException>(() => new StateFile(path).Write("x")).Message.ShouldStartWith($"'{path}' cannot be written: ");
    }
}
