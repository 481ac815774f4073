using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Qmp;

public class QmpSessionTests
{
    private static readonly QmpSettings Impatient = new()
    {
        GreetingTimeout = TimeSpan.FromMilliseconds(500),
        CommandTimeout = TimeSpan.FromMilliseconds(500),
    };

    [Fact]
    public async Task A_command_gets_its_answer()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            var (name, id) = await qemu.ReadCommandAsync();
            name.ShouldBe("query-status");
            await qemu.ReturnAsync(id, """{"status": "running"}""");
            await qemu.HangAsync();
        });
        await using var session = await ConnectAsync(server, QmpSettings.Default);
        session.Version.ShouldBe(new QemuVersion(7, 2, 1, ""));
        (await session.ExecuteAsync("query-status")).GetProperty("status").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task Answers_find_their_commands_in_any_order()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            var first = await qemu.ReadCommandAsync();
            var second = await qemu.ReadCommandAsync();
            await qemu.ReturnAsync(second.Id, $"\"{second.Name}\"");
            await qemu.ReturnAsync(first.Id, $"\"{first.Name}\"");
            await qemu.HangAsync();
        });
        await using var session = await ConnectAsync(server, QmpSettings.Default);
        var answers = await Task.WhenAll(session.ExecuteAsync("one"), session.ExecuteAsync("two"));
        answers.Select(answer => answer.GetString()).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_socket_that_somebody_else_holds_gives_no_greeting_and_is_called_busy()
    {
        await using var server = new FakeQmpServer(qemu => qemu.HangAsync());
        var busy = await Should.ThrowAsync<QmpSocketBusyException>(() => ConnectAsync(server, Impatient));
        busy.Message.ShouldContain("somebody else holds this QMP socket");
        busy.Message.ShouldContain(server.Path);
    }

    [Fact]
    public async Task A_missing_socket_is_named()
    {
        var nowhere = await Should.ThrowAsync<QmpNotListeningException>(
            () => QmpSession.ConnectAsync("/nonexistent/qmp.sock", Impatient, TimeProvider.System, CancellationToken.None));
        nowhere.Message.ShouldContain("/nonexistent/qmp.sock");
    }

    [Fact]
    public async Task Something_that_is_no_QEMU_is_refused()
    {
        await using var server = new FakeQmpServer(async stranger =>
        {
            await stranger.SendLineAsync("SSH-2.0-OpenSSH_9.2");
            await stranger.HangAsync();
        });
        await Should.ThrowAsync<QmpProtocolException>(() => ConnectAsync(server, QmpSettings.Default));
    }

    [Fact]
    public async Task A_refusal_keeps_the_words_of_QEMU_and_the_session()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            await qemu.RefuseAsync((await qemu.ReadCommandAsync()).Id, "Userfaultfd not available");
            await qemu.ReturnAsync((await qemu.ReadCommandAsync()).Id);
            await qemu.HangAsync();
        });
        await using var session = await ConnectAsync(server, QmpSettings.Default);
        var refused = await Should.ThrowAsync<QmpCommandException>(() => session.ExecuteAsync("migrate-set-capabilities"));
        refused.ErrorClass.ShouldBe("GenericError");
        refused.Description.ShouldBe("Userfaultfd not available");
        await session.ExecuteAsync("query-status");
    }

    [Fact]
    public async Task An_event_between_command_and_answer_reaches_the_events_alone()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            var (_, id) = await qemu.ReadCommandAsync();
            await qemu.RaiseAsync("STOP");
            await qemu.ReturnAsync(id);
            await qemu.HangAsync();
        });
        await using var session = await ConnectAsync(server, QmpSettings.Default);
        await session.ExecuteAsync("stop");
        (await session.Events.ReadAsync()).Name.ShouldBe("STOP");
    }

    [Fact]
    public async Task A_connection_that_breaks_fails_what_is_in_flight_and_tells_everybody()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            await qemu.ReadCommandAsync();
            await qemu.SendAsync("""{"retu""");
        });
        await using var session = await ConnectAsync(server, QmpSettings.Default);
        (await Should.ThrowAsync<QmpDisconnectedException>(() => session.ExecuteAsync("migrate"))).Message.ShouldContain("'migrate' got no answer");
        (await session.Closed).ShouldContain(server.Path);
        await session.Events.Completion;
        await Should.ThrowAsync<QmpDisconnectedException>(() => session.ExecuteAsync("query-status"));
    }

    [Fact]
    public async Task A_command_without_an_answer_times_out_and_the_late_answer_disturbs_nobody()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            var late = await qemu.ReadCommandAsync();
            var next = await qemu.ReadCommandAsync();
            await qemu.ReturnAsync(late.Id, "\"late\"");
            await qemu.ReturnAsync(next.Id, "\"next\"");
            await qemu.HangAsync();
        });
        await using var session = await ConnectAsync(server, QmpSettings.Default);
        var timeout = await Should.ThrowAsync<QmpTimeoutException>(() => session.ExecuteAsync("migrate", timeout: TimeSpan.FromMilliseconds(100)));
        timeout.Command.ShouldBe("migrate");
        (await session.ExecuteAsync("query-status")).GetString().ShouldBe("next");
    }

    [Fact]
    public async Task The_default_timeout_comes_from_the_settings()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            await qemu.HangAsync();
        });
        await using var session = await ConnectAsync(server, Impatient);
        (await Should.ThrowAsync<QmpTimeoutException>(() => session.ExecuteAsync("query-status"))).Message.ShouldContain("within 0.5 s");
    }

    [Fact]
    public async Task A_caller_can_give_up()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            await qemu.HangAsync();
        });
        await using var session = await ConnectAsync(server, QmpSettings.Default);
        using var givingUp = new CancellationTokenSource();
        var command = session.ExecuteAsync("query-status", cancellation: givingUp.Token);
        await givingUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => command);
    }

    [Fact]
    public async Task Disposal_ends_commands_in_flight_and_can_be_repeated()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            await qemu.HangAsync();
        });
        var session = await ConnectAsync(server, QmpSettings.Default);
        var command = session.ExecuteAsync("query-status");
        await session.DisposeAsync();
        await session.DisposeAsync();
        await Should.ThrowAsync<QmpDisconnectedException>(() => command);
        (await session.Closed).ShouldContain("was closed");
    }

    [Fact]
    public async Task An_event_flood_that_nobody_reads_keeps_the_newest()
    {
        await using var server = new FakeQmpServer(async qemu =>
        {
            await qemu.WelcomeAsync();
            for (var i = 0; i < 10; i++)
            {
                await qemu.RaiseAsync($"E{i}");
            }

            await qemu.ReturnAsync((await qemu.ReadCommandAsync()).Id);
            await qemu.HangAsync();
        });
        await using var session = await ConnectAsync(server, QmpSettings.Default with { EventCapacity = 2 });
        await session.ExecuteAsync("query-status");
        (await session.Events.ReadAsync()).Name.ShouldBe("E8");
        (await session.Events.ReadAsync()).Name.ShouldBe("E9");
    }

    private static Task<QmpSession> ConnectAsync(FakeQmpServer server, QmpSettings settings) =>
        QmpSession.ConnectAsync(server.Path, settings, TimeProvider.System, CancellationToken.None);
}
