using MigrationActors.Gangs.Expectation;

namespace MigrationActors.Gangs.Matrix;

/// <summary>What was seen of one member.</summary>
/// <param name="Facts">How it was moved, by its migration and its gang.</param>
/// <param name="Figures">What the decision rested on, as its migration says.</param>
/// <param name="AvailableMbps">Likewise.</param>
/// <param name="Phase">What its migration ended as.</param>
/// <param name="BeganAt">When its transfer began; null where it did not.</param>
/// <param name="EndedAt">When it was over; null where it was not.</param>
public sealed record ObservedMember(
    MemberFacts Facts, MemberFigures Figures, double AvailableMbps, string Phase, DateTimeOffset? BeganAt, DateTimeOffset? EndedAt);
