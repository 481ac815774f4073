namespace MigrationActors.Simulation.Guests;

/// <summary>What a guest's memory is like to whoever has to send it. Bytes, and bytes per second.</summary>
/// <param name="WorkingSet">What it writes to again and again: the most that is dirty after a pass.</param>
public sealed record GuestLoad(double Memory, double DirtyRate, double WorkingSet);
