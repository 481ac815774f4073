using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Qmp;

public class ReconnectingQmpTests
{
    private static readonly QmpSettings Quick = new()
    {
        MinReconnectDelay = TimeSpan.FromMilliseconds(1),
        MaxReconnectDelay = TimeSpan.FromMilliseconds(5),
    };

    [Fact]
    public async Task A_broken_connection_is_told_and_made_again()
    {
        await using var server = new FakeQmpServer(
            async qemu =>
            {
                await qemu.WelcomeAsync();
                await qemu.RaiseAsync("STOP");
            },
            async qemu =>
            {
                await qemu.WelcomeAsync();
                await qemu.RaiseAsync("RESUME");
                await qemu.HangAsync();
            });
        await using var qmp = ReconnectingQmp.Start(server.Path, Quick, TimeProvider.System);
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Connected>();
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Happened>().Event.Name.ShouldBe("STOP");
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Disconnected>();
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Connected>();
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Happened>().Event.Name.ShouldBe("RESUME");
    }

    [Fact]
    public async Task A_busy_socket_is_told_once_and_tried_until_it_is_free()
    {
        await using var server = new FakeQmpServer(
            qemu => qemu.HangAsync(),
            qemu => qemu.HangAsync(),
            async qemu =>
            {
                await qemu.WelcomeAsync();
                await qemu.HangAsync();
            });
        await using var qmp = ReconnectingQmp.Start(server.Path, Quick with { GreetingTimeout = TimeSpan.FromMilliseconds(400) }, TimeProvider.System);
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Disconnected>().Reason.ShouldContain("somebody else");
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Connected>();
    }

    [Fact]
    public async Task A_QEMU_that_is_gone_is_told_and_ends_the_signals()
    {
        await using var server = new FakeQmpServer(async qemu => await qemu.WelcomeAsync());
        await using var qmp = ReconnectingQmp.Start(server.Path, Quick with { MinReconnectDelay = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Connected>();
        server.Kill();
        var rest = await qmp.Signals.ReadAllAsync().ToListAsync();
        rest[0].ShouldBeOfType<QmpSignal.Disconnected>();
        rest[^1].ShouldBeOfType<QmpSignal.Gone>();
    }

    [Fact]
    public async Task Disposal_ends_the_signals()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            await qemu.HangAsync();
        });
        var qmp = ReconnectingQmp.Start(server.Path, Quick, TimeProvider.System);
        (await qmp.Signals.ReadAsync()).ShouldBeOfType<QmpSignal.Connected>();
        await qmp.DisposeAsync();
        await qmp.DisposeAsync();
        await qmp.Signals.Completion;
    }
}
