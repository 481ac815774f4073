using System.Runtime.ExceptionServices;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>
/// Runs a function on a thread of its own that has entered a namespace. Namespaces belong to threads in Linux, so the rest
/// of the process stays where it is, and the thread ends with the function: no pool thread is ever left in a namespace.
/// Sockets that the function opens, and processes that it starts, stay in the namespace.
/// </summary>
public static class NamespaceThread
{
    /// <exception cref="TestbedException">The namespace is not there, or we may not enter it.</exception>
    public static T InNetwork<T>(string networkNamespace, Func<T> work) =>
        OnOwnThread(() =>
        {
            EnterNetwork(networkNamespace);
            return work();
        });

    /// <summary>
    /// As <see cref="InNetwork{T}"/>, and in a private mount namespace where <paramref name="folder"/> appears as
    /// <paramref name="target"/>. The mount is gone with the last process started here; nobody else ever sees it.
    /// </summary>
    public static T InNetworkWithFolderAs<T>(string networkNamespace, string folder, string target, Func<T> work) =>
        OnOwnThread(() =>
        {
            EnterNetwork(networkNamespace);
            Libc.Check(Libc.Unshare(Libc.CloneNewNs), "Making a private mount namespace");
            Libc.Check(Libc.Mount("none", "/", null, Libc.MsRec | Libc.MsPrivate, 0), "Making the mounts private");
            Libc.Check(Libc.Mount(folder, target, null, Libc.MsBind, 0), $"Mounting {folder} as {target}");
            return work();
        });

    private static void EnterNetwork(string networkNamespace)
    {
        var path = NetworkNamespace.PathOf(networkNamespace);
        if (!File.Exists(path))
        {
            throw new TestbedException($"There is no network namespace '{networkNamespace}'. Is the testbed up? 'testbed status' tells.");
        }

        using var file = File.OpenHandle(path);
        Libc.Check(Libc.SetNs(file, Libc.CloneNewNet), $"Entering the network namespace '{networkNamespace}'");
    }

    private static T OnOwnThread<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
#pragma warning disable CA1031 // Nothing is swallowed: it is thrown again on the caller's thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
