using System.Text.Json;

namespace MigrationActors.Qemu.Vms;

/// <summary>
/// Reads one JSON object field by field and collects what is wrong, so that a person sees every problem at once. Fields that
/// nobody asked for are problems as well: a misspelt option must not be ignored.
/// </summary>
internal sealed class JsonFields
{
    private const int ShownOfValue = 80;
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _problems;
    private readonly string _prefix;
    private readonly bool _isObject;

    /// <param name="path">How messages name this object, such as disks[0]; empty for the root.</param>
    public JsonFields(JsonElement json, string path, List<string> problems)
    {
        _problems = problems;
        _prefix = path.Length == 0 ? "" : path + ".";
        _isObject = json.ValueKind == JsonValueKind.Object;
        if (!_isObject)
        {
            Problem($"{(path.Length == 0 ? "the definition" : path)} is {Shown(json)}, but must be an object.");
            return;
        }

        foreach (var field in json.EnumerateObject())
        {
            _fields[field.Name] = field.Value;
        }
    }

    /// <summary>A text that <paramref name="accepts"/>, or null with a problem; absent gives null, with a problem where required.</summary>
    public string? Text(string name, Func<string, bool> accepts, string rule, bool required = false)
    {
        if (Find(name, rule, required) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && TextOf(value) is { } text && accepts(text))
            return text;
        Refuse(name, value, rule);
        return null;
    }

    public int? Whole(string name, int least, int most, bool required = false)
    {
        var rule = $"a whole number from {least} to {most}";
        if (Find(name, rule, required) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Refuse(name, value, rule);
        return null;
    }

    public double? Rate(string name)
    {
        const string rule = "a number of Mbit/s, zero or more";
        if (Find(name, rule, required: true) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number >= 0)
            return number;
        Refuse(name, value, rule);
        return null;
    }

    public JsonFields? Child(string name) =>
        Find(name, "an object", required: false) is { } value ? new JsonFields(value, _prefix + name, _problems) : null;

    public IReadOnlyList<JsonFields> Children(string name, int most)
    {
        var rule = $"a list of at most {most} objects";
        if (Find(name, rule, required: false) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most)
            return [.. value.EnumerateArray().Select((element, i) => new JsonFields(element, $"{_prefix}{name}[{i}]", _problems))];
        Refuse(name, value, rule);
        return [];
    }

    public bool Has(string name) => _fields.ContainsKey(name);

    public void Problem(string sentence) => _problems.Add(sentence);

    /// <summary>To be called last: names the fields that nobody read.</summary>
    public void RefuseUnknown()
    {
        foreach (var name in _fields.Keys.Where(name => !_known.Contains(name)))
        {
            Problem($"{_prefix}{name} is no known field; known here are {string.Join(", ", _known)}.");
        }
    }

    private JsonElement? Find(string name, string rule, bool required)
    {
        _known.Add(name);
        if (_fields.TryGetValue(name, out var value))
            return value;
        if (required && _isObject)
            Problem($"{_prefix}{name} is missing; it must be {rule}.");
        return null;
    }

    private void Refuse(string name, JsonElement value, string rule) => Problem($"{_prefix}{name} is {Shown(value)}, but must be {rule}.");

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON, but no text.
            return null;
        }
    }

    private static string Shown(JsonElement value)
    {
        var raw = value.GetRawText().ReplaceLineEndings(" ");
        return raw.Length <= ShownOfValue ? raw : raw[..ShownOfValue] + "...";
    }
}
