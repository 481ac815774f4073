using MigrationActors.Actors.Shaping;
using MigrationActors.Actors.State;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Shaping;

public sealed class LeaseStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("malease-test-").FullName;

    private string LeasesFile => Path.Combine(_folder, "leases.json");

    private LeaseStore Store => new(new StateFile(LeasesFile));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Where_nothing_was_saved_there_is_nothing() => Store.Load().ShouldBe(LeaseRecord.Empty);

    [Fact]
    public void Leases_and_numbers_come_back_as_they_were()
    {
        Lease[] leases = [Lease.Granted(Leases.Order(), Now), Lease.Granted(Leases.Order("m-2", 12.5, ShapingSide.Storage), Now)];
        var numbers = new RuleNumbers(new Dictionary<string, int> { ["m-1"] = 256, ["to 192.0.2.11"] = 16384 }, new Dictionary<string, int>());

        Store.Save(new LeaseRecord(leases, numbers));

        var loaded = Store.Load();
        loaded.Leases.ShouldBe(leases);
        loaded.Numbers!.Egress.ShouldBe(numbers.Egress);
        loaded.Numbers.Ingress.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null,")]
    [InlineData("{}")]
    [InlineData("""{ "leases": null, "numbers": null }""")]
    [InlineData("""{ "leases": [ null ], "numbers": null }""")]
    [InlineData("""{ "leases": [ { "order": null, "expiresAt": "2026-03-14T15:00:00Z" } ], "numbers": null }""")]
    [InlineData("""{ "leases": [ { "expiresAt": "tomorrow" } ], "numbers": null }""")]
    public void What_was_not_written_by_us_is_named(string content)
    {
        File.WriteAllText(LeasesFile, content);

        Should.Throw<StateFileException>(() => Store.Load()).Message.ShouldStartWith($"'{LeasesFile}' does not hold an agent's leases: ");
    }

    [Theory]
    [InlineData("-00:00:01")]
    [InlineData("1.00:00:00")]
    [InlineData("10675199.02:48:05.4775807")]
    public void A_lifetime_that_is_none_is_not_believed(string lifetime)
    {
        Store.Save(new LeaseRecord([Lease.Granted(Leases.Order(seconds: 15), Now)], null));
        File.WriteAllText(LeasesFile, File.ReadAllText(LeasesFile).Replace("00:00:15", lifetime, StringComparison.Ordinal));

        Should.Throw<StateFileException>(() => Store.Load()).Message.ShouldContain("A reservation's lifetime is 0 to 60 minutes");
    }
}
