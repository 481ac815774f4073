namespace MigrationActors.Testbed.Probing;

/// <summary>One answer to one probe.</summary>
/// <param name="Sequence">The probe's number; a later probe has a higher one.</param>
/// <param name="At">When the answer arrived.</param>
public sealed record ProbeAnswer(long Sequence, DateTimeOffset At, GuestReply Reply);
