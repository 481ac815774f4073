using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;
using YamlDotNet.RepresentationModel;

namespace MigrationActors.Cli.Input;

/// <summary>Reads a gang from a parsed file; every fault is named with its line.</summary>
/// <param name="file">How messages call the file.</param>
internal sealed class GangNodes(string file, TimeProvider time)
{
    private static readonly string[] GangKeys = ["members", "destination", "urgency", "technique", "deadline", "strategy"];
    private static readonly string[] MemberKeys = ["vm", "destination", "urgency", "technique", "deadline"];

    /// <param name="root">A mapping with members, or the list of members itself.</param>
    /// <exception cref="InvalidInputException">It is no gang.</exception>
    public GangBody Gang(YamlNode root)
    {
        if (root is YamlSequenceNode list)
        {
            return new GangBody(Members(list));
        }

        var words = Mapping(root, GangKeys, "a gang");
        var members = words.GetValueOrDefault("members") switch
        {
            YamlSequenceNode sequence => Members(sequence),
            null => throw Fault(root, "'members' is missing: list the VMs to move there"),
            var other => throw Fault(other, "'members' is no list: begin each of its lines with '- '"),
        };
        var common = Common(words, "");
        return new GangBody(
            members, common.Destination, common.Urgency, common.Technique, common.Deadline, Word(words, "strategy", MoveWords.Strategies, ""));
    }

    private List<GangMemberBody> Members(YamlSequenceNode list) => [.. list.Select(Member)];

    private GangMemberBody Member(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } word })
        {
            return At(node, () => MemberWord.Parse(word));
        }

        var words = Mapping(node, MemberKeys, "a member");
        var vm = words.TryGetValue("vm", out var named) ? At(named, () => Name.Check("VM", Text(named, "vm"))) : throw Fault(node, "'vm' is missing: name the VM to move");
        return Common(words, $" of '{vm}'") with { Vm = vm };
    }

    private GangMemberBody Common(Dictionary<string, YamlNode> words, string of) => new(
        "",
        words.TryGetValue("destination", out var host) ? At(host, () => Name.Check("host", Text(host, "destination"))) : null,
        Word(words, "urgency", MoveWords.Urgencies, of),
        Word(words, "technique", MoveWords.Techniques, of),
        words.TryGetValue("deadline", out var deadline) ? At(deadline, () => Deadline.Read(Text(deadline, "deadline"), $"the deadline{of}", time)) : null);

    private string? Word(Dictionary<string, YamlNode> words, string key, IReadOnlyList<string> allowed, string of) =>
        words.TryGetValue(key, out var node) ? At(node, () => Choice.OneOf(allowed, Text(node, key), $"the {key}{of}")) : null;

    private Dictionary<string, YamlNode> Mapping(YamlNode node, IReadOnlyList<string> keys, string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Fault(node, $"{what} is expected here, with {string.Join(", ", keys)}");
        }

        var words = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Children)
        {
            var word = key is YamlScalarNode { Value: { } text } ? text : "";
            words[word] = keys.Contains(word, StringComparer.Ordinal)
                ? value
                : throw Fault(key, $"'{Plain.Short(word)}' is not known: {what} has {string.Join(", ", keys)}");
        }

        return words;
    }

    private string Text(YamlNode node, string key) =>
        node is YamlScalarNode { Value: { } text } ? text : throw Fault(node, $"'{key}' takes one word, not a list or further lines");

    /// <summary>A fault of a value, with the line it is on.</summary>
    private T At<T>(YamlNode node, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidInputException e) when (!e.Message.StartsWith(file, StringComparison.Ordinal))
        {
            throw Fault(node, e.Message.TrimEnd('.'));
        }
    }

    private InvalidInputException Fault(YamlNode node, string fault) => new($"{file}, line {node.Start.Line}: {fault}.");
}
