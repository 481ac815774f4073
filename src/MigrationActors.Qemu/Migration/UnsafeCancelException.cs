namespace MigrationActors.Qemu.Migration;

/// <summary>A migration that must not be cancelled any more: the guest's memory is on both hosts, and it would be lost.</summary>
public sealed class UnsafeCancelException(string status) : Exception(
    $"The migration is '{status}': the guest runs at the destination and still needs the source, so it cannot be cancelled. Let it finish, or recover it where it is paused.");
