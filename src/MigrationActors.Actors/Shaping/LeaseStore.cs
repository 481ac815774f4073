using System.Text.Json;
using MigrationActors.Actors.State;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Shaping;

/// <summary>Keeps an agent's leases over its restarts.</summary>
public sealed class LeaseStore(StateFile file)
{
    /// <returns>What was saved last; empty where nothing was.</returns>
    /// <exception cref="StateFileException">It cannot be read, or was not written by us.</exception>
    public LeaseRecord Load()
    {
        if (file.Read() is not { } text)
        {
            return LeaseRecord.Empty;
        }

        try
        {
            return Checked(JsonSerializer.Deserialize<LeaseRecord>(text, WireJson.Complete) ?? LeaseRecord.Empty);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or OverflowException)
        {
            throw new StateFileException($"'{file.Path}' does not hold an agent's leases: {e.Message}", e);
        }
    }

    /// <exception cref="StateFileException">It could not be written.</exception>
    public void Save(LeaseRecord record) => file.Write(JsonSerializer.Serialize(record, WireJson.Complete));

    /// <summary>Nobody else writes here, but what is in a file is from outside. Addresses, ports and rates are checked where trees are made.</summary>
    private static LeaseRecord Checked(LeaseRecord record)
    {
        foreach (var lease in record.Leases)
        {
            if (lease is null)
            {
                throw new FormatException("There is a lease that is nothing.");
            }

            _ = Lease.Granted(lease.Order, DateTimeOffset.UnixEpoch);
        }

        return record;
    }
}
