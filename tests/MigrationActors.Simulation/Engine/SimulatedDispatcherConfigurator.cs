using Akka.Configuration;
using Akka.Dispatch;

namespace MigrationActors.Simulation.Engine;

/// <summary>Made by Akka for each of its dispatchers.</summary>
public sealed class SimulatedDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly SimulatedDispatcher _dispatcher;

    public SimulatedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        var simulator = prerequisites.Settings.Setup.Get<SimulatorSetup>().Value.Simulator;
        ((SimulatedScheduler)prerequisites.Scheduler).Bind(simulator);
        _dispatcher = new SimulatedDispatcher(this, simulator);
    }

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
