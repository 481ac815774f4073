using System.Globalization;
using System.Text.Json.Nodes;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Simulation.Guests;

/// <content>What it answers to QMP's commands.</content>
public sealed partial class SimulatedQemu
{
    /// <exception cref="QmpCommandException">QEMU refuses it.</exception>
    internal JsonObject Execute(string command, JsonObject arguments)
    {
        if (!command.StartsWith("query-", StringComparison.Ordinal))
        {
            World.Obeys(this, command);
        }

        switch (command)
        {
            case "query-status":
                return new JsonObject { ["status"] = RunState, ["running"] = RunState == States.Running };
            case "query-migrate":
                return MigrationAnswer();
            case "query-version":
                return new JsonObject { ["qemu"] = new JsonObject { ["major"] = 7, ["minor"] = 2, ["micro"] = 22 }, ["package"] = "simulated" };
            case "migrate-set-capabilities":
                SetCapabilities(arguments);
                break;
            case "migrate-set-parameters":
                SetParameters(arguments);
                break;
            case "migrate-incoming":
                Listen(arguments);
                break;
            case "migrate":
                Migrate(arguments);
                break;
            case "migrate-start-postcopy":
                StartPostcopy();
                break;
            case "migrate_cancel":
                Cancel();
                break;
            case "migrate-pause":
                PausePostcopy();
                break;
            case "migrate-recover":
                Recover(arguments);
                break;
            case "stop":
                Stop(States.Paused);
                break;
            case "cont":
                // QEMU obeys also at a source whose guest has left.
                Run();
                break;
            case "quit":
                World.IsEnded(this);
                Die("quit");
                break;
            default:
                throw new QmpCommandException(command, "CommandNotFound", $"The command {command} has not been found");
        }

        return [];
    }

    private JsonObject MigrationAnswer()
    {
        if (Outgoing is { } outgoing)
        {
            return outgoing.Describe(Migration, Error);
        }

        return Migration == States.None ? [] : new JsonObject { ["status"] = Migration };
    }

    private void SetCapabilities(JsonObject arguments)
    {
        if (States.IsUnderWay(Migration) && Migration != States.Setup)
        {
            throw Refuse("migrate-set-capabilities", "There's a migration process in progress");
        }

        foreach (var item in arguments["capabilities"]!.AsArray())
        {
            Capabilities[item!["capability"]!.GetValue<string>()] = item["state"]!.GetValue<bool>();
        }
    }

    private void SetParameters(JsonObject arguments)
    {
        MaxBandwidth = arguments["max-bandwidth"]?.GetValue<long>() ?? MaxBandwidth;
        MaxPostcopyBandwidth = arguments["max-postcopy-bandwidth"]?.GetValue<long>() ?? MaxPostcopyBandwidth;
        DowntimeLimit = arguments["downtime-limit"] is { } limit ? TimeSpan.FromMilliseconds(limit.GetValue<long>()) : DowntimeLimit;
        TransfersChanged();
    }

    private void Listen(JsonObject arguments)
    {
        if (RunState != States.InMigrate || Migration != States.None)
        {
            throw Refuse("migrate-incoming", "The incoming migration has already been started");
        }

        ListenAt("migrate-incoming", arguments);
        Migration = States.Setup;
    }

    private void ListenAt(string command, JsonObject arguments)
    {
        var (address, port) = Endpoint(arguments);
        if (!World.Listeners.Listen(address, port, this))
        {
            throw Refuse(command, $"Failed to bind socket: Address already in use ({address}:{port})");
        }
    }

    private void Migrate(JsonObject arguments)
    {
        var (address, port) = Endpoint(arguments);
        if (arguments["resume"]?.GetValue<bool>() == true)
        {
            if (Migration != States.PostcopyPaused || Outgoing is null)
            {
                throw Refuse("migrate", "Cannot resume if there is no paused migration");
            }

            Outgoing.Resume(address, port);
            return;
        }

        var obstacle = States.IsUnderWay(Migration) && RunState != States.InMigrate ? "There's a migration process in progress"
            : RunState == States.InMigrate ? "Guest is waiting for an incoming migration"
            : RunState == States.PostMigrate ? "Can't migrate the vm that was paused due to previous migration"
            : null;
        if (obstacle is not null)
        {
            throw Refuse("migrate", obstacle);
        }

        Error = null;
        Outgoing = new Transfer(this, address, port);
        Outgoing.Begin();
    }

    private void StartPostcopy()
    {
        if (!Can("postcopy-ram"))
        {
            throw Refuse("migrate-start-postcopy", "Enable postcopy with migrate_set_capability before the start of migration");
        }

        if (Outgoing is null || Migration == States.None)
        {
            throw Refuse("migrate-start-postcopy", "Postcopy must be started after migration has been started");
        }

        Outgoing.OrderPostcopy();
    }

    private void Cancel()
    {
        if (States.IsPostcopy(Migration))
        {
            World.Simulator.Violated("I1", $"migrate_cancel was ordered for '{Guest.Name}' on {Machine} while its post-copy is {Migration}: the VM may be lost.");
        }
        else if (Outgoing is { } outgoing && Migration is States.Setup or States.Active or States.Device)
        {
            outgoing?.Cancel();
        }
    }

    private void PausePostcopy()
    {
        if (!States.IsPostcopy(Migration) || Migration == States.PostcopyPaused)
        {
            throw Refuse("migrate-pause", "migrate-pause is currently only supported during postcopy-active or postcopy-recover state");
        }

        (Outgoing is { IsPostcopy: true } ? Outgoing : Incoming)?.Break(this);
    }

    private void Recover(JsonObject arguments)
    {
        if (Migration != States.PostcopyPaused || Incoming is null)
        {
            throw Refuse("migrate-recover", "Migrate recover can only be run when postcopy is paused.");
        }

        if (World.Dice.Chance(0.2))
        {
            // The old listener lingers.
            throw Refuse("migrate-recover", "Failed to bind socket: Address already in use");
        }

        ListenAt("migrate-recover", arguments);
    }

    private static (string Address, int Port) Endpoint(JsonObject arguments)
    {
        var uri = arguments["uri"]!.GetValue<string>();
        var colon = uri.LastIndexOf(':');
        return (uri["tcp:".Length..colon], int.Parse(uri[(colon + 1)..], CultureInfo.InvariantCulture));
    }

    private static QmpCommandException Refuse(string command, string why) => new(command, "GenericError", why);
}
