using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>Whether a VM is on its way, or about to be. Asked first of all, because a VM that moves is on two hosts for that very reason. Pure.</summary>
public static class Occupied
{
    public static Refusal? By(string vm, CoordinatorState state)
    {
        if (state.OpenFor(vm) is { } open)
        {
            return new Refusal(
                RefusalKind.Conflict,
                $"'{vm}' is already migrating to '{open.Request.Destination}' ({open.Id}): wait for it, or cancel it with 'migctl cancel {open.Id}'.");
        }

        return state.GangOf(vm) is { } gang
            ? new Refusal(
                RefusalKind.Conflict,
                $"'{vm}' is a member of the gang {gang.Id}, which is under way: wait for it ('migctl status {gang.Id}'), or cancel it with 'migctl cancel {gang.Id}'.")
            : null;
    }
}
