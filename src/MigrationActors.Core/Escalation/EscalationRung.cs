namespace MigrationActors.Core.Escalation;

/// <summary>What can be done about a guest that dirties its memory as fast as it is sent, from the mildest to the last.</summary>
public enum EscalationRung
{
    /// <summary>Send faster: up to what the SLA's lower bound leaves of the link.</summary>
    RaiseRate,

    /// <summary>Slow the guest's CPUs down (QEMU's auto-converge).</summary>
    AutoConverge,

    /// <summary>Switch to post-copy, where the caller and both hosts allow it: it ends whatever the guest does.</summary>
    PostCopy,

    /// <summary>Stop the transfer; the VM stays at the source.</summary>
    GiveUp,
}
