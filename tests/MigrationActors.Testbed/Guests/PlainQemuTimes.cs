namespace MigrationActors.Testbed.Guests;

/// <summary>When each step of a QEMU's start was done.</summary>
/// <param name="Tap">Its tap device was there.</param>
/// <param name="Process">It ran, and its monitors listened.</param>
/// <param name="Connected">Its monitor had greeted us.</param>
public sealed record PlainQemuTimes(DateTimeOffset Tap, DateTimeOffset Process, DateTimeOffset Connected);
