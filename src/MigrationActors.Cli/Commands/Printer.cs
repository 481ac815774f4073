using System.Text.Json;
using MigrationActors.Cli.Http;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Terminals;
using MigrationActors.Protocol.Serialization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Commands;

/// <summary>Standard output: either the result for people, or its JSON, never both.</summary>
internal sealed class Printer(CliEnvironment environment, bool json, bool colour)
{
    public bool Json => json;

    /// <summary>Whether a live display can be shown while waiting; it goes to standard error.</summary>
    public bool Live => environment.ErrorIsTerminal;

    public IAnsiConsole Out { get; } = ConsoleFactory.Create(environment.Out, environment.OutIsTerminal, colour, environment.Width, environment.Height);

    public IAnsiConsole Error { get; } = ConsoleFactory.Create(environment.Error, environment.ErrorIsTerminal, colour, environment.Width, environment.Height);

    public void Print<T>(Answer<T> answer, Func<T, IRenderable> render)
    {
        if (json)
        {
            PrintJson(answer.Json);
        }
        else
        {
            PrintTable(render(answer.View));
        }
    }

    /// <summary>A sentence is not wrapped: it is the terminal's to break, and a pipe's to keep in one line.</summary>
    public void Print<T>(Answer<T> answer, Func<T, string> sentence)
    {
        if (json)
        {
            PrintJson(answer.Json);
        }
        else
        {
            environment.Out.WriteLine(Plain.Clean(sentence(answer.View)));
        }
    }

    public void PrintJson<T>(T value) => environment.Out.WriteLine(JsonSerializer.Serialize(value, WireJson.Indented));

    /// <summary>One document in one line, for streams of them.</summary>
    public void PrintJsonLine<T>(T value) => environment.Out.WriteLine(JsonSerializer.Serialize(value, WireJson.Options));

    /// <summary>What Spectre fills lines up with, and the empty line above its tables, is of use on a terminal only.</summary>
    public void PrintTable(IRenderable renderable)
    {
        if (environment.OutIsTerminal)
        {
            Out.Write(new Rows(renderable));
            return;
        }

        using var text = new StringWriter();
        ConsoleFactory.Create(text, terminal: false, colour: false, environment.Width).Write(new Rows(renderable));
        var lines = text.ToString().Split('\n').Select(line => line.TrimEnd());
        environment.Out.WriteLine(string.Join(Environment.NewLine, lines).Trim('\r', '\n'));
    }
}
