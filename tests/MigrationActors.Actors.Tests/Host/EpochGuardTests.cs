using MigrationActors.Actors.Host;
using MigrationActors.Actors.State;

namespace MigrationActors.Actors.Tests.Host;

public sealed class EpochGuardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("maepoch-test-").FullName;

    private string EpochFile => Path.Combine(_folder, "state", "epoch");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_coordinator_that_has_been_replaced_is_not_obeyed_any_more()
    {
        var guard = Guard();

        guard.Refusal(3).ShouldBeNull();
        guard.Refusal(3).ShouldBeNull();
        guard.Refusal(2).ShouldBe("A newer coordinator (epoch 3) has taken over; this one (epoch 2) is not obeyed.");
        guard.Refusal(5).ShouldBeNull();
        guard.Refusal(4).ShouldNotBeNull();
        guard.Highest.ShouldBe(5);
    }

    [Fact]
    public void Nor_after_a_restart()
    {
        Guard().Refusal(5).ShouldBeNull();

        var successor = Guard();

        successor.Highest.ShouldBe(5);
        successor.Refusal(4).ShouldBe("A newer coordinator (epoch 5) has taken over; this one (epoch 4) is not obeyed.");
        successor.Refusal(5).ShouldBeNull();
    }

    [Fact]
    public void An_epoch_is_on_the_disk_when_its_first_command_is_admitted()
    {
        Guard().Refusal(7).ShouldBeNull();

        File.ReadAllText(EpochFile).Trim().ShouldBe("7");
    }

    [Fact]
    public void An_epoch_that_cannot_be_written_is_not_obeyed_and_neither_is_the_one_before()
    {
        var guard = Guard();
        guard.Refusal(3).ShouldBeNull();
        Directory.Delete(Path.GetDirectoryName(EpochFile)!, recursive: true);
        File.WriteAllText(Path.GetDirectoryName(EpochFile)!, "in the way");

        guard.Refusal(4)!.ShouldStartWith($"The coordinator's epoch 4 could not be remembered, so it is not obeyed: '{EpochFile}' cannot be written: ");
        guard.Refusal(3)!.ShouldContain("A newer coordinator (epoch 4) has taken over");

        File.Delete(Path.GetDirectoryName(EpochFile)!);
        guard.Refusal(4).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("epoch")]
    public void Where_the_file_makes_no_sense_nobody_is_obeyed_and_the_reason_names_it(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(EpochFile)!);
        File.WriteAllText(EpochFile, content);

        var guard = Guard();

        guard.Obstacle.ShouldNotBeNull();
        guard.Refusal(1)!.ShouldSatisfyAllConditions(
            r => r.ShouldContain($"'{EpochFile}' holds no epoch"),
            r => r.ShouldContain("remove the file and restart migrationd"));
        File.ReadAllText(EpochFile).ShouldBe(content);
    }

    private EpochGuard Guard() => new(new StateFile(EpochFile));
}
