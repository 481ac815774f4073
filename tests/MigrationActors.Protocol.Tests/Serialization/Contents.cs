using System.Collections;
using System.Globalization;
using System.Reflection;

namespace MigrationActors.Protocol.Tests.Serialization;

/// <summary>Everything a message holds, as text: so that a member which the serializer drops is missed, lists included.</summary>
internal static class Contents
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        _ when value.GetType() is { } type && (type.IsPrimitive || type.IsEnum || type == typeof(TimeSpan)) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Members(value))} }}",
    };

    private static IEnumerable<string> Members(object value) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0)
        .Select(p => $"{p.Name} = {Of(p.GetValue(value))}");
}
