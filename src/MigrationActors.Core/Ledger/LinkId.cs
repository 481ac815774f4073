namespace MigrationActors.Core.Ledger;

/// <summary>One direction of one host's link: what a migration takes something of.</summary>
public readonly record struct LinkId(string Host, LinkDirection Direction)
{
    public override string ToString() => Direction == LinkDirection.Out ? $"what {Host} sends" : $"what {Host} receives";
}
