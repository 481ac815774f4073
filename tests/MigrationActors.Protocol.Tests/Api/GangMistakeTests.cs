using MigrationActors.Protocol.Api;

namespace MigrationActors.Protocol.Tests.Api;

public sealed class GangMistakeTests
{
    [Fact]
    public void Up_to_256_VMs_each_once_are_a_gang()
    {
        GangMistake.In(["web"]).ShouldBeNull();
        GangMistake.In([.. Enumerable.Range(0, 256).Select(i => $"vm-{i}")]).ShouldBeNull();
    }

    [Fact]
    public void None_are_none() => GangMistake.In([]).ShouldBe("The gang is empty: name at least one VM.");

    [Fact]
    public void More_are_several() => GangMistake.In([.. Enumerable.Range(0, 257).Select(i => $"vm-{i}")])
        .ShouldBe("The gang has 257 VMs, and at most 256 go into one: make several gangs of it, which share the links as one would.");

    [Fact]
    public void A_VM_that_is_named_twice_is_said_with_its_places() =>
        GangMistake.In(["web", "db", "web"]).ShouldBe("'web' is in the gang twice, as members 1 and 3: name each VM once.");
}
