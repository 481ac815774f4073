using MigrationActors.Cli.Rendering;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Cli.Tests.Rendering;

public sealed class WordsTests
{
    [Theory]
    [InlineData("destinationPrepared", "destination prepared")]
    [InlineData("postcopyRunning", "post-copy running")]
    [InlineData("completed", "completed")]
    public void A_phase_is_words(string phase, string words) => Words.Phase(phase).ShouldBe(words);

    [Theory]
    [InlineData("preCopy", "pre-copy")]
    [InlineData("postCopy", "post-copy")]
    [InlineData("hybrid", "hybrid")]
    public void A_technique_is_a_word_of_the_field(string technique, string words) => Words.Technique(technique).ShouldBe(words);

    [Fact]
    public void No_phase_or_technique_is_left_in_the_wires_spelling() =>
        Enum.GetNames<MigrationPhase>().Select(n => Words.Phase(Wire(n)))
            .Concat(Enum.GetNames<Technique>().Select(n => Words.Technique(Wire(n))))
            .ShouldAllBe(words => !words.Any(char.IsUpper));

    private static string Wire(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
