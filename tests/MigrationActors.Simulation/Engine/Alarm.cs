namespace MigrationActors.Simulation.Engine;

/// <summary>Something that is to happen at a time, unless it is called off first.</summary>
public sealed class Alarm(Action action)
{
    public bool IsCalledOff { get; private set; }

    public void CallOff() => IsCalledOff = true;

    internal void Ring() => action();
}
