using System.Text.Json;

namespace MigrationActors.Core.Bandwidth;

/// <summary>One JSON object read strictly: no unknown, doubled or missing field, and every complaint says where.</summary>
internal sealed class ModelFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly string _place;

    public ModelFields(JsonElement element, string place, params string[] known)
    {
        _place = place;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Invalid($"an object is expected here, not {Kind(element)}");
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                throw Invalid($"unknown field '{field.Name}'; known are {string.Join(", ", known)}");
            }

            if (!_fields.TryAdd(field.Name, field.Value))
            {
                throw Invalid($"field '{field.Name}' is there twice");
            }
        }
    }

    public string Text(string name)
    {
        var element = Required(name);
        return element.ValueKind == JsonValueKind.String
            ? element.GetString()!
            : throw Invalid($"field '{name}' must be a text, not {Kind(element)}");
    }

    public void OptionalText(string name)
    {
        if (_fields.ContainsKey(name))
        {
            Text(name);
        }
    }

    public double Number(string name)
    {
        var element = Required(name);
        if (element.ValueKind != JsonValueKind.Number)
        {
            throw Invalid($"field '{name}' must be a number, not {Kind(element)}");
        }

        // 1e999 is a JSON number but none that can be calculated with.
        return element.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Invalid($"field '{name}' ({element.GetRawText()}) is beyond what a number can hold");
    }

    public IReadOnlyList<JsonElement> List(string name)
    {
        var element = Required(name);
        return element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray()]
            : throw Invalid($"field '{name}' must be a list, not {Kind(element)}");
    }

    public T OneOf<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        var text = Text(name);
        return choices.TryGetValue(text, out var choice)
            ? choice
            : throw Invalid($"field '{name}' is '{text}'; it must be one of {string.Join(", ", choices.Keys)}");
    }

    private JsonElement Required(string name) =>
        _fields.TryGetValue(name, out var element) ? element : throw Invalid($"field '{name}' is missing");

    private InvalidBandwidthModelException Invalid(string problem) => new($"{_place}: {problem}.");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text '{element.GetString()}'",
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        _ => element.GetRawText(),
    };
}
