using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MigrationActors.Qemu.Tests.Qmp;

/// <summary>One client of the scripted QEMU.</summary>
internal sealed class FakeQmpConnection(Socket socket, CancellationToken stopping) : IDisposable
{
    private readonly StreamReader _reader = new(new NetworkStream(socket, ownsSocket: true));

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), SocketFlags.None, stopping).AsTask();

    public Task SendLineAsync(string line) => SendAsync(line + "\r\n");

    public Task SendGreetingAsync() =>
        SendLineAsync("""{"QMP": {"version": {"qemu": {"micro": 1, "minor": 2, "major": 7}, "package": ""}, "capabilities": []}}""");

    /// <summary>Greets and accepts the negotiation.</summary>
    public async Task WelcomeAsync()
    {
        await SendGreetingAsync();
        var (name, id) = await ReadCommandAsync();
        name.ShouldBe("qmp_capabilities");
        await ReturnAsync(id);
    }

    public async Task<(string Name, long Id)> ReadCommandAsync()
    {
        var line = await _reader.ReadLineAsync(stopping) ?? throw new IOException("The client closed the connection.");
        var command = JsonDocument.Parse(line).RootElement;
        return (command.GetProperty("execute").GetString()!, command.GetProperty("id").GetInt64());
    }

    public Task ReturnAsync(long id, string value = "{}") => SendLineAsync($$"""{"return": {{value}}, "id": {{id}}}""");

    public Task RefuseAsync(long id, string description) =>
        SendLineAsync($$"""{"error": {"class": "GenericError", "desc": "{{description}}"}, "id": {{id}}}""");

    public Task RaiseAsync(string name) =>
        SendLineAsync($$"""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "{{name}}"}""");

    /// <summary>Says nothing until the client is gone or the test is over.</summary>
    public async Task HangAsync()
    {
        while (await _reader.ReadLineAsync(stopping) is not null)
        {
        }
    }

    public void Dispose() => _reader.Dispose();
}
