using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;
using MigrationActors.Gangs.Expectation;

namespace MigrationActors.Gangs.Tests.Expectation;

public sealed class ExpectedTechniqueTests
{
    private static readonly TrafficClass[] Classes = [TrafficClass.Idle, TrafficClass.Inbound, TrafficClass.Outbound, TrafficClass.Mixed];

    /// <summary>Sources from top to bottom, destinations from left to right: idle, in, out, mixed. a: pre-copy, o: post-copy.</summary>
    [Theory]
    [InlineData(0, "oaaa")]
    [InlineData(1, "aaaa")]
    [InlineData(2, "oooo")]
    [InlineData(3, "oooo")]
    public void One_vm_goes_by_Algorithm_1(int source, string row) =>
        Classes.Select(d => Letter(ExpectedTechnique.Alone(Classes[source], d))).ShouldBe(row);

    [Theory]
    [InlineData(0, "oaaa")]
    [InlineData(1, "oaoo")]
    [InlineData(2, "oooo")]
    [InlineData(3, "oaoo")]
    public void Idle_vms_go_together_by_the_seven_rules(int source, string row) =>
        Classes.Select(d => Letter(ExpectedTechnique.Together(Classes[source], d, TrafficClass.Idle, Classes[source], d))).ShouldBe(row);

    [Theory]
    [InlineData(0, "oaaa")]
    [InlineData(1, "aaaa")]
    [InlineData(2, "oooo")]
    [InlineData(3, "aaaa")]
    public void Inbound_vms_go_together_by_the_seven_rules(int source, string row) =>
        Classes.Select(d => Letter(ExpectedTechnique.Together(Classes[source], d, TrafficClass.Inbound, Classes[source], d))).ShouldBe(row);

    [Fact]
    public void Where_only_the_default_is_left_the_rules_are_asked_about_the_time_after_the_move() =>
        ExpectedTechnique.Together(TrafficClass.Mixed, TrafficClass.Mixed, TrafficClass.Outbound, TrafficClass.Mixed, TrafficClass.Inbound).ShouldBe(Technique.PreCopy);

    private static char Letter(Technique technique) => technique == Technique.PreCopy ? 'a' : 'o';
}
