using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Input;

/// <summary>An option that takes one of a few words.</summary>
internal sealed class Choice : Option<string>
{
    private readonly IReadOnlyList<string> _words;

    private Choice(string name, IReadOnlyList<string> words)
        : base(name)
    {
        _words = words;
    }

    public static Choice Of(string name, string preset, string description, params string[] words)
    {
        var option = new Choice(name, words)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => preset,
        };
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>The word that was given, in lower case.</summary>
    /// <exception cref="InvalidInputException">It is none of the words.</exception>
    public static string Check(Choice option, ParseResult parsed) => OneOf(option._words, parsed.GetValue(option), option.Name);

    /// <summary>The same, or null where the option was not given.</summary>
    /// <exception cref="InvalidInputException">It is none of the words.</exception>
    public static string? Given(Choice option, ParseResult parsed) => parsed.GetResult(option) is { Implicit: false } ? Check(option, parsed) : null;

    /// <param name="subject">What is chosen, for the message.</param>
    /// <exception cref="InvalidInputException">It is none of the words.</exception>
    public static string OneOf(IReadOnlyList<string> words, string? given, string subject) =>
        words.FirstOrDefault(word => word.Equals(given, StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidInputException(
            $"{subject} cannot be '{Plain.Short(given ?? "")}': choose {string.Join(", ", words.SkipLast(1))} or {words[^1]}.");
}
