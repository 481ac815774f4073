using Akka.Dispatch;

namespace MigrationActors.Simulation.Engine;

/// <summary>An actor that has something to do.</summary>
/// <param name="Key">The actor's path: what the order rests on, because the order of arrival may rest on hash codes.</param>
/// <param name="Node">Null for the machinery that belongs to no process of the product.</param>
public sealed record Runnable(string Key, Node? Node, IRunnable Work);
