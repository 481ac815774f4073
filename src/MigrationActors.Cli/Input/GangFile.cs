using System.Text;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Terminals;
using MigrationActors.Protocol.Api;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MigrationActors.Cli.Input;

/// <summary>A gang in a file, YAML or JSON (which is YAML too): the members, and what holds for all of them.</summary>
internal static class GangFile
{
    /// <summary>A gang has three levels. What is nested without end would exhaust the stack.</summary>
    private const int MostLevels = 8;

    /// <param name="file">A path, or <c>-</c> for standard input.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or holds no gang; the message has the line.</exception>
    public static async Task<GangBody> ReadAsync(string file, CliEnvironment environment, CancellationToken cancellation)
    {
        var (name, bytes) = await InputFile.ReadAsync(file, "gang", environment.OpenInput, cancellation).ConfigureAwait(false);
        return Parse(name, Encoding.UTF8.GetString(bytes.Span), environment.Time);
    }

    private static GangBody Parse(string name, string text, TimeProvider time)
    {
        try
        {
            CheckLevels(name, text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count switch
            {
                0 => throw new InvalidInputException($"{name} is empty: list the VMs under 'members'."),
                1 => new GangNodes(name, time).Gang(stream.Documents[0].RootNode),
                _ => throw new InvalidInputException($"{name} holds {stream.Documents.Count} documents: a gang is one."),
            };
        }
        catch (YamlException e)
        {
            throw new InvalidInputException($"{name}, line {e.Start.Line} is neither YAML nor JSON: {Plain.Clean(e.Message).TrimEnd('.')}. Mend it there.");
        }
    }

    private static void CheckLevels(string name, string text)
    {
        var parser = new Parser(new StringReader(text));
        var levels = 0;
        while (parser.MoveNext())
        {
            levels += parser.Current!.NestingIncrease;
            if (levels > MostLevels)
            {
                throw new InvalidInputException($"{name}, line {parser.Current.Start.Line} is nested too deeply: a gang is a list of members with a few words each.");
            }
        }
    }
}
