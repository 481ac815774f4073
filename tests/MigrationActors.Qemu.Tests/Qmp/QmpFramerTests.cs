using System.Text;
using CsCheck;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Qmp;

public class QmpFramerTests
{
    private static readonly Gen<string> Line = Gen.String[Gen.Char[' ', '\u04ff'], 1, 300].Where(text => text.Trim().Length == text.Length && text.Length > 0);

    [Fact]
    public void Lines_survive_any_fragmentation() =>
        Gen.Select(Line.Array[0, 20], Gen.Int[1, 700].Array[1, 50], Gen.Bool).Sample((lines, cuts, carriageReturns) =>
        {
            var end = carriageReturns ? "\r\n" : "\n";
            var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + end)));
            var framer = new QmpFramer(100_000);
            var seen = new List<string>();
            for (int at = 0, i = 0; at < bytes.Length; i++)
            {
                var count = Math.Min(cuts[i % cuts.Length], bytes.Length - at);
                framer.Append(bytes.AsSpan(at, count));
                at += count;
                while (framer.TryReadLine(out var line))
                {
                    seen.Add(Encoding.UTF8.GetString(line));
                }
            }

            return seen.SequenceEqual(lines);
        });

    [Fact]
    public void Empty_lines_are_passed_over()
    {
        var framer = new QmpFramer(100);
        framer.Append("\r\n\n  \n{}\n\n"u8);
        framer.TryReadLine(out var line).ShouldBeTrue();
        Encoding.UTF8.GetString(line).ShouldBe("{}");
        framer.TryReadLine(out _).ShouldBeFalse();
    }

    [Fact]
    public void A_line_of_the_greatest_length_is_taken_and_a_longer_one_refused()
    {
        var framer = new QmpFramer(5);
        framer.Append("12345\n123456\n"u8);
        framer.TryReadLine(out _).ShouldBeTrue();
        Should.Throw<QmpProtocolException>(() => framer.TryReadLine(out _)).Message.ShouldContain("longer than 5 bytes");
    }

    [Fact]
    public void An_endless_line_is_refused_before_it_ends()
    {
        var framer = new QmpFramer(5);
        framer.Append("123456"u8);
        Should.Throw<QmpProtocolException>(() => framer.TryReadLine(out _));
    }
}
