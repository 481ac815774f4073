using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Storage;

/// <summary>
/// The NFS server of a testbed: nfs-ganesha, NFSv3 over TCP, because QEMU's nfs:// driver speaks that, and rpcbind for
/// the driver to find it. rpcbind has its socket and lock at fixed places below /run, so each testbed's server gets a /run
/// of its own in a private mount namespace; the export lies in it.
/// </summary>
public static class NfsServer
{
    private const string Export = "vms";
    private const string Run = "/run";
    private const long ReadyProbeBytes = 1 << 20;
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The exported folder, as this machine sees it.</summary>
    public static string ExportFolder(TestbedLayout layout) => Path.Combine(RunFolder(layout), Export);

    /// <summary>The nfs:// address of a file in the exported folder, as QEMU takes it.</summary>
    public static string Url(TestbedLayout layout, string file) => $"nfs://{layout.Host(TestbedLayout.Nfs).Address}/{Export}/{file}";

    /// <summary>Starts the server and returns when another host can open an image on it.</summary>
    /// <exception cref="TestbedException">It does not start, or does not answer in time.</exception>
    public static async Task StartAsync(TestbedLayout layout, CancellationToken cancellation)
    {
        Directory.CreateDirectory(ExportFolder(layout));
        // rpcbind and ganesha keep state in folders that their packages made below the machine's own /run.
        Directory.CreateDirectory(Path.Combine(RunFolder(layout), "rpcbind"));
        Directory.CreateDirectory(Path.Combine(RunFolder(layout), "ganesha"));
        await File.WriteAllTextAsync(Path.Combine(RunFolder(layout), "ganesha.conf"), Configuration, cancellation).ConfigureAwait(false);

        await StartDaemonAsync(layout, "rpcbind", ["-w"]).ConfigureAwait(false);
        await StartDaemonAsync(
            layout, "ganesha.nfsd", ["-f", $"{Run}/ganesha.conf", "-p", $"{Run}/ganesha.pid", "-L", $"{Run}/ganesha.log"]).ConfigureAwait(false);
        await WaitUntilReadyAsync(layout, cancellation).ConfigureAwait(false);
    }

    private static string RunFolder(TestbedLayout layout) => Path.Combine(layout.Host(TestbedLayout.Nfs).StateFolder, "run");

    // Without lock manager and quotas: libnfs uses neither, and both want more services.
    private static string Configuration => $$"""
        NFS_CORE_PARAM {
            Protocols = 3;
            NFS_Port = 2049;
            MNT_Port = 20048;
            Enable_NLM = false;
            Enable_RQUOTA = false;
            Enable_UDP = false;
            mount_path_pseudo = true;
        }
        NFSv4 { RecoveryRoot = {{Run}}/ganesha; Graceless = true; }
        EXPORT {
            Export_Id = 1;
            Path = {{Run}}/{{Export}};
            Pseudo = /{{Export}};
            Protocols = 3;
            Transports = TCP;
            Access_Type = RW;
            Squash = No_Root_Squash;
            SecType = sys;
            FSAL { Name = VFS; }
        }
        LOG { Default_Log_Level = EVENT; }

        """;

    private static async Task StartDaemonAsync(TestbedLayout layout, string program, string[] arguments)
    {
        // Both go into the background by themselves. The runner starts the process on the calling thread, so it is born in
        // the namespaces; only the waiting for it happens elsewhere.
        var started = NamespaceThread.InNetworkWithFolderAs(
            layout.Host(TestbedLayout.Nfs).Namespace,
            RunFolder(layout),
            Run,
            () => CommandRunner.Instance.RunAsync(ProgramPath.Find(program), arguments));
        var result = await started.ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new TestbedException($"Starting {program} for the testbed '{layout.Prefix}' failed: {result.Complaint}");
        }
    }

    private static async Task WaitUntilReadyAsync(TestbedLayout layout, CancellationToken cancellation)
    {
        const string image = ".ready.img";
        var path = Path.Combine(ExportFolder(layout), image);
        await using (var file = File.Create(path))
        {
            file.SetLength(ReadyProbeBytes);
        }

        var answer = "";
        await Until.TrueAsync(
            async token =>
            {
                var result = await layout.Host(TestbedLayout.Source).RunAsync(["qemu-img", "info", "-f", "raw", Url(layout, image)], token).ConfigureAwait(false);
                answer = result.Complaint;
                return result.Succeeded;
            },
            ReadyTimeout,
            () => $"The NFS server of the testbed '{layout.Prefix}' did not answer within {ReadyTimeout.TotalSeconds} s: {answer}. "
                + $"Its log is {RunFolder(layout)}/ganesha.log.",
            cancellation).ConfigureAwait(false);
        File.Delete(path);
    }
}
