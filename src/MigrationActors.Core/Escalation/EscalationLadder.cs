using System.Collections.Immutable;

namespace MigrationActors.Core.Escalation;

/// <summary>
/// The steps against a guest that does not converge, in the order in which they are taken; each counts its passes anew. Data, so
/// that an operator can leave a rung out or be more patient. The last is always <see cref="EscalationRung.GiveUp"/>: a transfer
/// must end.
/// </summary>
public sealed class EscalationLadder
{
    private readonly ImmutableArray<EscalationStep> _steps;

    /// <exception cref="ArgumentException">No rung, one twice, or another than <see cref="EscalationRung.GiveUp"/> at the end.</exception>
    public EscalationLadder(params IEnumerable<EscalationStep> steps)
    {
        _steps = [.. steps];
        if (_steps.Length == 0 || _steps[^1].Rung != EscalationRung.GiveUp)
        {
            throw new ArgumentException("The escalation ladder must end with 'giveUp': a guest that never converges would be sent for ever.", nameof(steps));
        }

        if (_steps.DistinctBy(s => s.Rung).Count() != _steps.Length)
        {
            throw new ArgumentException("The escalation ladder names a rung twice; each can be taken once.", nameof(steps));
        }
    }

    /// <summary>Auto-converge takes some passes to bite: QEMU slows the CPUs by 10 % a pass.</summary>
    public static EscalationLadder Default { get; } = new(
        new EscalationStep(EscalationRung.RaiseRate, 5),
        new EscalationStep(EscalationRung.AutoConverge, 5),
        new EscalationStep(EscalationRung.PostCopy, 15),
        new EscalationStep(EscalationRung.GiveUp, 15));

    public IReadOnlyList<EscalationStep> Steps => _steps;

    /// <summary>The step that is next after <paramref name="taken"/> steps; the last one for ever.</summary>
    public EscalationStep Next(int taken) => _steps[Math.Min(taken, _steps.Length - 1)];
}
