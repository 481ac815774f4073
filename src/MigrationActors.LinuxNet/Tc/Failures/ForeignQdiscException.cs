using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Tc.Failures;

/// <summary>Somebody configured traffic control on the interface by hand. It is theirs; nothing was touched.</summary>
public sealed class ForeignQdiscException : LinuxNetException
{
    private ForeignQdiscException(string message, InterfaceName device)
        : base(message) => Device = device;

    public InterfaceName Device { get; }

    public static ForeignQdiscException AtRoot(InterfaceName device, string kind, string handle) => new(
        $"{device} has a root qdisc that was configured by hand ({kind} {handle}), so bandwidth cannot be reserved there; nothing was changed. "
        + $"Remove it with 'tc qdisc del dev {device} root', or name another uplink in this host's settings.",
        device);

    public static ForeignQdiscException AtIngress(InterfaceName device, string kind) => new(
        $"{device} has a qdisc on its ingress that was configured by hand ({kind}), so bandwidth cannot be reserved there; nothing was changed. "
        + $"Remove it with 'tc qdisc del dev {device} {kind}', or name another uplink in this host's settings.",
        device);
}
