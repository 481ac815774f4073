using MigrationActors.LinuxNet.Counters;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Counters;

public sealed class CounterReaderTests : IDisposable
{
    private readonly FakeSys _sys = new();

    public void Dispose() => _sys.Dispose();

    [Fact]
    public void Every_interface_is_in_the_sample_with_its_index()
    {
        _sys.Interface("lo", 1).Interface("eth0", 7).Counters(("lo", 1, 2), ("eth0", 3, 4));

        new CounterReader(_sys.Files).Read().ShouldBe([new(1, "lo", 1, 2), new(7, "eth0", 3, 4)]);
    }

    [Fact]
    public void A_known_name_costs_no_second_look()
    {
        _sys.Interface("eth0", 7).Counters(("eth0", 3, 4));
        var reader = new CounterReader(_sys.Files);
        reader.Read();
        _sys.Remove("eth0").Counters(("eth0", 30, 40));

        reader.Read().ShouldBe([new(7, "eth0", 30, 40)]);
    }

    [Fact]
    public void A_renamed_interface_keeps_its_index()
    {
        _sys.Interface("eth0", 7).Counters(("eth0", 3, 4));
        var reader = new CounterReader(_sys.Files);
        reader.Read();
        _sys.Remove("eth0").Interface("uplink", 7).Counters(("uplink", 30, 40));

        reader.Read().ShouldBe([new(7, "uplink", 30, 40)]);
    }

    [Fact]
    public void Another_interface_under_an_old_name_is_told_by_its_fallen_counter()
    {
        _sys.Interface("eth0", 7).Counters(("eth0", 300, 400));
        var reader = new CounterReader(_sys.Files);
        reader.Read();
        _sys.Interface("eth0", 8).Counters(("eth0", 0, 0));

        reader.Read().ShouldBe([new(8, "eth0", 0, 0)]);
    }

    [Fact]
    public void An_interface_that_vanishes_while_it_is_looked_at_is_left_out()
    {
        _sys.Interface("lo", 1).Counters(("lo", 1, 2), ("gone", 3, 4));

        new CounterReader(_sys.Files).Read().ShouldBe([new(1, "lo", 1, 2)]);
    }

    [Fact]
    public void More_interfaces_than_the_first_buffer_holds_are_all_read()
    {
        var many = Enumerable.Range(1, 500).Select(i => ($"veth{i}", (long)i, (long)(2 * i))).ToArray();
        foreach (var (name, index, _) in many)
        {
            _sys.Interface(name, (int)index);
        }

        _sys.Counters(many);

        var sample = new CounterReader(_sys.Files).Read();
        sample.Count.ShouldBe(500);
        sample[^1].ShouldBe(new InterfaceCounters(500, "veth500", 500, 1000));
    }

    [Fact]
    public void The_kernel_s_own_file_is_readable()
    {
        var reader = new CounterReader(LinuxNet.Host.NetworkFiles.OfThisProcess);

        reader.Read().ShouldContain(c => c.Name == "lo" && c.Index == 1);
    }
}
