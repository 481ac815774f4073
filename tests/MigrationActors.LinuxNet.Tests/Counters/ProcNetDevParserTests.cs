using System.Text;
using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.LinuxNet.Tests.Counters;

public class ProcNetDevParserTests
{
    private const string Heading =
        "Inter-|   Receive                                                |  Transmit\n"
        + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n";

    [Theory]
    [InlineData("    lo: 10 1 0 0 0 0 0 0 20 1 0 0 0 0 0 0\n", "lo=10/20")]
    [InlineData("eth0.100:10 1 0 0 0 0 0 0 20 1 0 0 0 0 0 0\n", "eth0.100=10/20")]
    [InlineData("a: 1 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0\n  b: 3 0 0 0 0 0 0 0   4 0 0 0 0 0 0 0\n", "a=1/2 b=3/4")]
    [InlineData("a: 9223372036854775807 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0\n", "a=9223372036854775807/2")]
    [InlineData("", "")]
    [InlineData("cut: 1 2 3\n", "")]
    [InlineData("cut: 1 0 0 0 0 0 0 0 12", "")]
    [InlineData("odd: x 0 0 0 0 0 0 0 2 0 0 0 0 0 0 0\nb: 3 0 0 0 0 0 0 0 4 0\n", "b=3/4")]
    public void Lines_of_interfaces_are_read_and_others_passed_over(string lines, string expected) =>
        Read(Heading + lines).ShouldBe(expected);

    private static string Read(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.ASCII.GetBytes(text);
        var read = new List<string>();
        while (ProcNetDevParser.TryReadNext(ref rest, out var line))
        {
            read.Add($"{Encoding.ASCII.GetString(line.Name)}={line.RxBytes}/{line.TxBytes}");
        }

        return string.Join(' ', read);
    }
}
