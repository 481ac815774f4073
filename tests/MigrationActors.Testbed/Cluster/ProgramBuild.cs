using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Cluster;

/// <summary>Finds the product's programs beside this one: built from the same tree, in the same configuration.</summary>
public static class ProgramBuild
{
    private const string Solution = "MigrationActors.sln";

    public static string Root { get; } = FindRoot();

    /// <summary>The command that runs a program of ours, without its arguments.</summary>
    /// <exception cref="TestbedException">It is not built.</exception>
    public static IReadOnlyList<string> Command(string project, string assembly)
    {
        // …/bin/CONFIGURATION/FRAMEWORK/
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var file = Path.Combine(Root, "src", project, "bin", framework.Parent!.Name, framework.Name, assembly + ".dll");
        return File.Exists(file)
            ? [Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : ProgramPath.Find("dotnet"), file]
            : throw new TestbedException($"{file} is not there: build the solution first (dotnet build {Solution}).");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new TestbedException($"{AppContext.BaseDirectory} is in no tree with {Solution}: run the testbed from the product's source tree.");
    }
}
