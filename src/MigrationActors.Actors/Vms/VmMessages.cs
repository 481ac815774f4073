using Akka.Actor;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Vms;

/// <summary>From a VM's monitor to its agent: how the VM is now.</summary>
public sealed record VmReported(string Vm, string State);

/// <summary>From a VM's monitor to its agent: its QEMU is gone and cleared away.</summary>
/// <param name="LeftSomething">Not everything could be cleared away.</param>
public sealed record VmGone(string Vm, bool LeftSomething = false);

/// <summary>From an agent to a VM's monitor: the QEMU is to wait for this migration; see that it listens on one of these ports, and answer the saga.</summary>
/// <param name="Ports">Tried in this order.</param>
public sealed record ListenForVm(HostCommand.PrepareDestination Order, IReadOnlyList<int> Ports, IActorRef Saga);
