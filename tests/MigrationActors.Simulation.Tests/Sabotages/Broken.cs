using System.Text.Json;
using System.Text.Json.Nodes;
using MigrationActors.Actors.Shaping;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Simulation.Scene;

namespace MigrationActors.Simulation.Tests.Sabotages;

/// <summary>Builds that are broken on purpose.</summary>
internal static class Broken
{
    private delegate SagaStep Decision(SagaState state, SagaInput input, DateTimeOffset now);

    /// <summary>No agent refuses a coordinator that was replaced: to agents, all commands have one epoch.</summary>
    public static void ObeysEveryEpoch(World world) =>
        world.Wire.Tamper = message => message is IHostCommand ? Changed(message, json => json["header"]!["epoch"] = 1_000_000) : message;

    /// <summary>A lease outlives whoever should renew it, and a release that should end it does nothing.</summary>
    public static void KeepsLeases(World world) => world.Wire.Tamper = message => message is HostCommand.ReserveBandwidth reserve
        ? reserve with { Lifetime = Lease.LongestLifetime }
        : message;

    /// <summary>The user may cancel at any time, and an agent does not see that post-copy has begun.</summary>
    public static void CancelsPostcopy(World world)
    {
        Decide(world, (state, input, now) => state.Phase == MigrationPhase.PostcopyRunning && input is SagaInput.Cancel cancel
            ? SagaStep.Of(new SagaEvent.AbortDecided(now, true, cancel.Reason, AbortStep.StopTransfer), new SagaEffect.StopTransfer(state.Request!))
            : MigrationSagaLogic.Decide(state, input, now));
        world.Qemus.Misread = (command, answer) =>
        {
            if (command == "query-migrate" && answer["status"]?.GetValue<string>() == "postcopy-active")
            {
                answer["status"] = "active";
            }

            return answer;
        };
    }

    /// <summary>That everything was sent is taken for the guest running there.</summary>
    public static void RetiresUnseen(World world) => Decide(world, (state, input, now) => input is SagaInput.TransferCompleted done && state.Phase == MigrationPhase.Transferring
        ? SagaStep.Of(
            [new SagaEvent.TransferCompleted(now, done.StoppedAt, done.CompletedAt, done.Totals), new SagaEvent.SwitchedOver(now, null)],
            new SagaEffect.RetireSource(state.Request!))
        : MigrationSagaLogic.Decide(state, input, now));

    /// <summary>A failed migration ends without lifting its rules, and goes on renewing them until then.</summary>
    public static void NeverReleases(World world)
    {
        KeepsLeases(world);
        Decide(world, (state, input, now) => state.Phase == MigrationPhase.SwitchedOver && input is SagaInput.SourceGone
            ? SagaStep.Of([new SagaEvent.SourceRetired(now, null), new SagaEvent.BandwidthReleased(now, []), new SagaEvent.Completed(now)])
            : MigrationSagaLogic.Decide(state, input, now));
    }

    private static void Decide(World world, Decision decision) => world.CoordinatorSettings = world.CoordinatorSettings with
    {
        Sagas = world.CoordinatorSettings.Sagas with { Decide = (state, input, now, _) => decision(state, input, now) },
    };

    private static object Changed(object message, Action<JsonNode> change)
    {
        var json = JsonSerializer.SerializeToNode(message, message.GetType(), WireJson.Options)!;
        change(json);
        return json.Deserialize(message.GetType(), WireJson.Options)!;
    }
}
