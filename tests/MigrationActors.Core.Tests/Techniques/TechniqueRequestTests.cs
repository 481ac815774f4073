using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Techniques;

public sealed class TechniqueRequestTests
{
    [Theory]
    [InlineData("auto", null)]
    [InlineData("precopy", Technique.PreCopy)]
    [InlineData("postcopy", Technique.PostCopy)]
    [InlineData("hybrid", Technique.Hybrid)]
    public void Reads_the_four_words(string text, Technique? forced) =>
        TechniqueRequest.TryParse(text).ShouldBe(new TechniqueRequest(forced));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("PreCopy")]
    [InlineData("pre-copy")]
    [InlineData("0")]
    public void Anything_else_is_no_request(string? text) => TechniqueRequest.TryParse(text).ShouldBeNull();

    [Fact]
    public void Every_technique_has_a_keyword_that_reads_back()
    {
        foreach (var technique in Enum.GetValues<Technique>())
        {
            TechniqueNames.FromKeyword(technique.Keyword()).ShouldBe(technique);
        }
    }
}
