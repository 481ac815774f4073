using MigrationActors.Protocol.Api;

namespace MigrationActors.Protocol.Tests.Api;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("deploy-17:web_1.2")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Letters_digits_and_a_few_marks_are_a_key(string key) => IdempotencyKey.IsValid(key).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("é")]
    [InlineData("a/b")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public void Anything_else_is_none(string key) => IdempotencyKey.IsValid(key).ShouldBeFalse();
}
