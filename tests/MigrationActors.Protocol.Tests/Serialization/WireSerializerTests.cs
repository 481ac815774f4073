using System.Runtime.Serialization;
using System.Text;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Protocol.Tests.Serialization;

public sealed class WireSerializerTests
{
    // It asks its actor system nothing.
    private static readonly WireSerializer Serializer = new(null!);

    public static TheoryData<int, string> Messages()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Samples.All.Count; i++)
        {
            data.Add(i, Manifests.Find(Samples.All[i].GetType()) ?? Samples.All[i].GetType().Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void What_is_written_is_read_again_complete(int sample, string manifest)
    {
        var written = Samples.All[sample];

        Serializer.Manifest(written).ShouldBe(manifest);
        var read = Serializer.FromBinary(Serializer.ToBinary(written), manifest);

        read.ShouldBeOfType(written.GetType());
        Contents.Of(read).ShouldBe(Contents.Of(written));
    }

    [Fact]
    public void An_unknown_manifest_says_that_a_newer_version_wrote_it()
    {
        var error = Should.Throw<SerializationException>(() => Serializer.FromBinary("{}"u8.ToArray(), "saga.requested.9"));

        error.Message.ShouldBe("Nothing here can read 'saga.requested.9': it was probably written by a newer version of MigrationActors. Upgrade this node.");
    }

    [Fact]
    public void A_type_without_a_manifest_is_named_and_not_written()
    {
        var error = Should.Throw<SerializationException>(() => Serializer.Manifest(new StringBuilder()));

        error.Message.ShouldContain("StringBuilder has no manifest");
    }

    [Theory]
    [InlineData("saga.failed.1", "")]
    [InlineData("saga.failed.1", "null")]
    [InlineData("saga.failed.1", "[]")]
    [InlineData("saga.failed.1", "{\"at\":\"2026-03-14T15:09:26+00:00\",\"reason\":\"cut o")]
    [InlineData("saga.failed.1", "{\"at\":\"yesterday\",\"reason\":\"x\"}")]
    [InlineData("saga.failed.1", "\u0001\u0002\u0003")]
    [InlineData("saga.bandwidth-reserved.1", "{\"at\":\"2026-03-14T15:09:26+00:00\",\"rate\":-1}")]
    [InlineData("saga.bandwidth-reserved.1", "{\"at\":\"2026-03-14T15:09:26+00:00\",\"rate\":\"fast\"}")]
    [InlineData("saga.bandwidth-reserved.1", "{\"at\":\"2026-03-14T15:09:26+00:00\",\"rate\":1e999}")]
    [InlineData("saga.abort-advanced.1", "{\"at\":\"2026-03-14T15:09:26+00:00\",\"next\":\"giveUp\"}")]
    [InlineData("saga.abort-advanced.1", "{\"at\":\"2026-03-14T15:09:26+00:00\",\"next\":1}")]
    public void Bytes_that_do_not_fit_the_manifest_are_a_serialization_error_that_names_it(string manifest, string text)
    {
        var error = Should.Throw<SerializationException>(() => Serializer.FromBinary(Encoding.UTF8.GetBytes(text), manifest));

        error.Message.ShouldContain($"'{manifest}'");
    }

    /// <summary>A value object's own rule counts too: an SLA whose lower bound is above the upper one cannot be built.</summary>
    [Fact]
    public void Values_that_break_their_types_rule_are_a_serialization_error()
    {
        var decided = Samples.Persisted().OfType<SagaEvent.Decided>().First();
        var text = Encoding.UTF8.GetString(Serializer.ToBinary(decided)).Replace("\"lower\":300", "\"lower\":900", StringComparison.Ordinal);

        Should.Throw<SerializationException>(() => Serializer.FromBinary(Encoding.UTF8.GetBytes(text), "saga.decided.1")).Message.ShouldContain("'saga.decided.1'");
    }

    [Theory]
    [InlineData("saga.requested.1", "{\"at\":\"2026-03-14T15:09:26+00:00\",\"epoch\":1}", "request")]
    [InlineData("saga.failed.1", "{\"at\":\"2026-03-14T15:09:26+00:00\",\"reason\":null}", "reason")]
    [InlineData("cmd.release-bandwidth.1", "{}", "header")]
    public void A_missing_member_is_an_error_and_not_a_null_that_surfaces_later(string manifest, string text, string member)
    {
        var error = Should.Throw<SerializationException>(() => Serializer.FromBinary(Encoding.UTF8.GetBytes(text), manifest));

        error.Message.ShouldContain(member);
    }

    [Fact]
    public void A_member_added_by_a_newer_node_is_passed_over()
    {
        var read = Serializer.FromBinary("{\"header\":{\"migrationId\":\"m-1\",\"epoch\":7,\"trace\":\"abc\"},\"why\":\"done\"}"u8.ToArray(), "cmd.release-bandwidth.1");

        read.ShouldBe(new HostCommand.ReleaseBandwidth(new CommandHeader("m-1", 7)));
    }
}
