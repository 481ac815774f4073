namespace MigrationActors.Cli.Doctor;

/// <summary>The parts of the kernel that a reservation is made of.</summary>
/// <param name="Htb">The tree of classes that share a link.</param>
/// <param name="U32">Picks a migration's packets out by address and port.</param>
/// <param name="Ingress">Where arriving packets can be caught.</param>
/// <param name="Ifb">The device that arriving packets are sent through.</param>
/// <param name="Mirred">Sends them there.</param>
internal sealed record KernelTrials(Trial Htb, Trial U32, Trial Ingress, Trial Ifb, Trial Mirred)
{
    public static KernelTrials NotTried(string why)
    {
        var trial = Trial.NotTried(why);
        return new KernelTrials(trial, trial, trial, trial, trial);
    }
}
