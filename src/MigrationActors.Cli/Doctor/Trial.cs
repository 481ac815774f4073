namespace MigrationActors.Cli.Doctor;

/// <summary>How trying something out went.</summary>
/// <param name="Detail">What it complained of, or why it was not tried.</param>
internal sealed record Trial(TrialOutcome Outcome, string Detail)
{
    public static Trial Works { get; } = new(TrialOutcome.Works, "works");

    public static Trial Fails(string complaint) => new(TrialOutcome.Fails, complaint);

    public static Trial NotTried(string why) => new(TrialOutcome.NotTried, why);
}
