using System.Text;
using System.Text.Json.Nodes;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Qmp;

public class QmpCommandLineTests
{
    [Fact]
    public void A_command_is_one_line() =>
        Encode(QmpCommandLine.Encode(1, "migrate", new JsonObject { ["uri"] = "tcp:127.0.0.1:1\n" }))
            .ShouldBe("""{"execute":"migrate","arguments":{"uri":"tcp:127.0.0.1:1\n"},"id":1}""" + "\n");

    [Fact]
    public void Arguments_are_left_out_where_there_are_none() =>
        Encode(QmpCommandLine.Encode(2, "stop", null)).ShouldBe("""{"execute":"stop","id":2}""" + "\n");

    [Fact]
    public void An_out_of_band_command_says_so() =>
        Encode(QmpCommandLine.Encode(3, "migrate-pause", null, outOfBand: true)).ShouldBe("""{"exec-oob":"migrate-pause","id":3}""" + "\n");

    private static string Encode(byte[] line) => Encoding.UTF8.GetString(line);
}
