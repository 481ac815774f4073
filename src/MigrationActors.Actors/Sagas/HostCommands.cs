using MigrationActors.Core;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <summary>Which commands an effect is, and to whom.</summary>
public static class HostCommands
{
    /// <param name="look">Which of the saga's questions it is, where the effect is one.</param>
    public static IReadOnlyList<(string Host, IHostCommand Command)> For(SagaEffect effect, CommandHeader header, SagaSettings settings, int? look = null) => effect switch
    {
        // The definition comes from the source first; it then travels with the command to the destination.
        SagaEffect.PrepareDestination e => [(e.Request.Source, new HostCommand.DescribeVm(header, e.Request.Vm))],
        SagaEffect.ReserveBandwidth e => Reserve(e.Request, e.Endpoint, e.Rate, header, settings.LeaseLifetime),
        SagaEffect.StartTransfer e =>
            [(e.Request.Source, new HostCommand.StartTransfer(header, e.Request.Vm, e.Technique, e.Endpoint.Address, e.Endpoint.Port, e.MaxBandwidth, e.PostcopyAllowed))],
        SagaEffect.FollowTransfer e => [(e.Request.Source, new HostCommand.FollowTransfer(header, e.Request.Vm))],
        SagaEffect.StartPostcopy e => [(e.Request.Source, new HostCommand.StartPostcopy(header, e.Request.Vm))],
        SagaEffect.ConfirmDestination e => [(e.Request.Destination, new HostCommand.ConfirmDestination(header, e.Request.Vm))],
        SagaEffect.RetireSource e => [(e.Request.Source, new HostCommand.RetireSource(header, e.Request.Vm))],
        SagaEffect.StopTransfer e => [(e.Request.Source, new HostCommand.StopTransfer(header, e.Request.Vm))],
        SagaEffect.DiscardDestination e => [(e.Request.Destination, new HostCommand.DiscardDestination(header, e.Request.Vm))],
        SagaEffect.ReleaseBandwidth e => [.. Shapers(e.Request).Select(s => (s.Host, (IHostCommand)new HostCommand.ReleaseBandwidth(header)))],
        SagaEffect.Inspect e =>
        [
            (e.Request.Source, new HostCommand.InspectSource(header, e.Request.Vm, look)),
            (e.Request.Destination, new HostCommand.InspectDestination(header, e.Request.Vm, look)),
        ],

        // The destination listens first; only then can the source go on.
        SagaEffect.RecoverPostcopy e =>
            [(e.Request.Destination, new HostCommand.RecoverDestination(header, e.Request.Vm, e.Endpoint.Address, e.Endpoint.Port))],
        SagaEffect.PausePostcopy e => [(e.Request.Source, new HostCommand.PausePostcopy(header, e.Request.Vm))],
        SagaEffect.AdjustTransfer e => [(e.Request.Source, new HostCommand.AdjustTransfer(header, e.Request.Vm, e.MaxBandwidth, e.Throttle))],
        _ => throw new InvalidOperationException($"No host carries out {effect.GetType().Name}."),
    };

    public static HostCommand.PrepareDestination Prepare(SagaEffect.PrepareDestination effect, CommandHeader header, string definition) =>
        new(header, effect.Request.Vm, definition, effect.Technique, effect.PostcopyAllowed);

    public static HostCommand.ResumePostcopy Resume(SagaEffect.RecoverPostcopy effect, CommandHeader header) =>
        new(header, effect.Request.Vm, effect.Endpoint.Address, effect.Endpoint.Port, effect.MaxBandwidth);

    /// <summary>What an effect does, for sentences.</summary>
    public static string NameOf(SagaEffect effect) => effect switch
    {
        SagaEffect.PrepareDestination => "preparing the destination",
        SagaEffect.ReserveBandwidth => "reserving bandwidth",
        SagaEffect.StartTransfer => "starting the transfer",
        SagaEffect.FollowTransfer => "following the transfer",
        SagaEffect.Inspect => "asking where the VM is",
        SagaEffect.RecoverPostcopy => "recovering the post-copy",
        SagaEffect.StartPostcopy => "switching to post-copy",
        SagaEffect.ConfirmDestination => "confirming that the VM runs at the destination",
        SagaEffect.RetireSource => "retiring the source",
        SagaEffect.StopTransfer => "stopping the transfer",
        SagaEffect.DiscardDestination => "discarding the destination",
        SagaEffect.ReleaseBandwidth => "releasing bandwidth",
        _ => throw new InvalidOperationException($"{effect.GetType().Name} has no name for people."),
    };

    private static List<(string Host, IHostCommand Command)> Reserve(
        MigrationRequest request, DestinationEndpoint endpoint, Mbps rate, CommandHeader header, TimeSpan lifetime) =>
        [.. Shapers(request).Select(s => (s.Host, (IHostCommand)new HostCommand.ReserveBandwidth(
            header, s.Side, rate, request.SourceAddress, endpoint.Address, endpoint.Port, lifetime)))];

    private static IEnumerable<(string Host, ShapingSide Side)> Shapers(MigrationRequest request) =>
    [
        (request.Source, ShapingSide.Source),
        (request.Destination, ShapingSide.Destination),
        .. request.StorageHosts.Except([request.Source, request.Destination]).Select(h => (h, ShapingSide.Storage)),
    ];
}
