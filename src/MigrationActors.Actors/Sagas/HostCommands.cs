using MigrationActors.Core;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <summary>Which commands an effect is, and to whom.</summary>
public static class HostCommands
{
    public static IReadOnlyList<(string Host, IHostCommand Command)> For(SagaEffect effect, CommandHeader header, SagaSettings settings) => effect switch
    {
        // The definition comes from the source first; it then travels with the command to the destination.
        SagaEffect.PrepareDestination e => [(e.Request.Source, new HostCommand.DescribeVm(header, e.Request.Vm))],
        SagaEffect.ReserveBandwidth e => Reserve(e.Request, e.Endpoint, e.Rate, header, settings.LeaseLifetime),
        SagaEffect.StartTransfer e =>
            [(e.Request.Source, new HostCommand.StartTransfer(header, e.Request.Vm, e.Technique, e.Endpoint.Address, e.Endpoint.Port, e.MaxBandwidth))],
        SagaEffect.StartPostcopy e => [(e.Request.Source, new HostCommand.StartPostcopy(header, e.Request.Vm))],
        SagaEffect.ConfirmDestination e => [(e.Request.Destination, new HostCommand.ConfirmDestination(header, e.Request.Vm))],
        SagaEffect.RetireSource e => [(e.Request.Source, new HostCommand.RetireSource(header, e.Request.Vm))],
        SagaEffect.StopTransfer e => [(e.Request.Source, new HostCommand.StopTransfer(header, e.Request.Vm))],
        SagaEffect.DiscardDestination e => [(e.Request.Destination, new HostCommand.DiscardDestination(header, e.Request.Vm))],
        SagaEffect.ReleaseBandwidth e => [.. Shapers(e.Request).Select(s => (s.Host, (IHostCommand)new HostCommand.ReleaseBandwidth(header)))],
        _ => throw new InvalidOperationException($"No host carries out {effect.GetType().Name}."),
    };

    public static HostCommand.PrepareDestination Prepare(SagaEffect.PrepareDestination effect, CommandHeader header, string definition) =>
        new(header, effect.Request.Vm, definition, effect.Technique);

    /// <summary>What an effect does, for sentences.</summary>
    public static string NameOf(SagaEffect effect) => effect switch
    {
        SagaEffect.PrepareDestination => "preparing the destination",
        SagaEffect.ReserveBandwidth => "reserving bandwidth",
        SagaEffect.StartTransfer => "starting the transfer",
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
