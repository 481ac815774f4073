using System.Diagnostics;
using Npgsql;

namespace MigrationActors.Node.Tests.Persistence;

/// <summary>
/// A PostgreSQL server of the tests' own, from Debian's package: data in a temporary folder, reached by a socket there and by nothing else.
/// It refuses to run as root, so then it runs as the package's user.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string User = "postgres";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ma-pg-");
    private readonly string? _programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max()
        : null;

    private bool _initialised;
    private bool _running;
    private int _databases;

    /// <summary>Why there can be none, or null.</summary>
    public string? Obstacle => _programs is null ? "PostgreSQL is not installed: apt-get install postgresql" : null;

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Start()
    {
        if (_running)
        {
            return;
        }

        if (!_initialised)
        {
            OwnByServer();
            Run("initdb", "--pgdata", Data, "--no-sync", "--auth-local=trust", "--username", User);
            _initialised = true;
        }

        Run("pg_ctl", "start", "--wait", "--pgdata", Data, "--log", Path.Combine(_folder.FullName, "log"),
            "--options", $"-F -c listen_addresses= -c unix_socket_directories={_folder.FullName} -c max_connections=40");
        _running = true;
    }

    public void Stop()
    {
        if (_running)
        {
            Run("pg_ctl", "stop", "--wait", "--pgdata", Data, "--mode", "immediate");
            _running = false;
        }
    }

    /// <returns>The connection string of a new, empty database.</returns>
    public string CreateDatabase()
    {
        Start();
        var name = $"journal{++_databases}";
        Execute(User, $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    public string ConnectionString(string database) => $"Host={_folder.FullName};Database={database};Username={User}";

    public void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>From now until it is disposed that user has to give a password.</summary>
    public IDisposable DemandPasswords(string user)
    {
        var file = Path.Combine(Data, "pg_hba.conf");
        var before = File.ReadAllText(file);
        Rewrite(file, $"local all {user} scram-sha-256\n{before}");
        return new Undo(() => Rewrite(file, before));
    }

    public void Dispose()
    {
        Stop();
        _folder.Delete(recursive: true);
    }

    private void Rewrite(string file, string text)
    {
        File.WriteAllText(file, text);
        Execute(User, "SELECT pg_reload_conf()");
    }

    private void OwnByServer()
    {
        if (Environment.IsPrivilegedProcess)
        {
            RunProgram("chown", [User, _folder.FullName]);
        }
    }

    private void Run(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs!, program);
        if (Environment.IsPrivilegedProcess)
        {
            RunProgram("setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", path, .. arguments]);
        }
        else
        {
            RunProgram(path, arguments);
        }
    }

    private void RunProgram(string program, IEnumerable<string> arguments)
    {
        // The server inherits what pg_ctl gets: a pipe would stay open for as long as it runs.
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardInput = true };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program}' did not end within {Patience.TotalSeconds} s.");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}; its messages are above.");
        }
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
