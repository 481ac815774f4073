namespace MigrationActors.Testbed.Lifecycle;

/// <param name="Kind">process, namespace, mount or folder.</param>
public sealed record RemovedItem(string Kind, string Name)
{
    public override string ToString() => $"{Kind} {Name}";
}
