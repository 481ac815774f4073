using MigrationActors.Core.Recovery;

namespace MigrationActors.Core.Tests.Recovery;

public sealed class RecoveryWordsTests
{
    [Fact]
    public void Each_condition_and_each_verdict_has_words_of_its_own()
    {
        Enum.GetValues<SourceCondition>().Select(c => c.InWords()).ShouldBeUnique();
        Enum.GetValues<DestinationCondition>().Select(c => c.InWords()).ShouldBeUnique();
        Enum.GetValues<Verdict>().Where(v => v != Verdict.LostAtSource).Select(v => v.InWords()).ShouldBeUnique();
    }
}
