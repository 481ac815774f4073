namespace MigrationActors.Gangs.Reporting;

/// <summary>What a command ends with.</summary>
public interface ITrialReport
{
    /// <summary>Whether everything is as it should be.</summary>
    bool Passed { get; }

    /// <summary>The last lines.</summary>
    IReadOnlyList<string> Summary { get; }
}
