using MigrationActors.Core.Gang;
using MigrationActors.Core.Techniques;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Gangs.Reporting;

namespace MigrationActors.Gangs.Tests.Reporting;

public sealed class GangStoryTests
{
    [Fact]
    public void A_gang_is_a_line() => GangStory.Of(
    [
        new("a", Strategy.Parallel, 1, Technique.PostCopy, 86, Reserved: true),
        new("b", Strategy.Parallel, 1, Technique.PostCopy, 43.25, Reserved: true),
        new("c", Strategy.Serial, 2, Technique.PreCopy, 94, Reserved: false),
        new("d", Strategy.Serial, 3, Technique.PreCopy, 86, Reserved: true),
    ]).ShouldBe("parallel postCopy a+b 86+43.3; serial preCopy c,d ~94,86");
}
