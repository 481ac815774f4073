using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.LinuxNet.Tc.Failures;

/// <summary>tc (or ip, for an IFB device) refused a command.</summary>
public sealed class TcException : LinuxNetException
{
    /// <param name="refusal">Which line was refused and what tc said, as a sentence.</param>
    /// <param name="aftermath">What is on the interface now.</param>
    public TcException(string refusal, TcAftermath aftermath, Exception? inner = null)
        : base($"{refusal} {Describe(aftermath)}", inner)
    {
        Refusal = refusal;
        Aftermath = aftermath;
    }

    public string Refusal { get; }

    public TcAftermath Aftermath { get; }

    private static string Describe(TcAftermath aftermath) => aftermath switch
    {
        TcAftermath.Restored => "The interface is as it was before.",
        TcAftermath.Removed => "No rule of ours is left on the interface.",
        _ => "Rules may be left in part: look with 'tc qdisc show', and restart the agent on this host to have them swept.",
    };
}
