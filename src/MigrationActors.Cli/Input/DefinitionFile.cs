using System.Text.Json;
using MigrationActors.Cli.Failures;

namespace MigrationActors.Cli.Input;

/// <summary>
/// Reads a VM's definition to send it. Only what would be senseless to send is refused here (no JSON, too large): the host that
/// starts the VM knows the fields, and there must not be two opinions of them.
/// </summary>
internal static class DefinitionFile
{
    /// <param name="file">A path, or <c>-</c> for standard input.</param>
    /// <returns>The JSON as it was given.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, is larger than 1 MiB, or holds no JSON object.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string file, Func<Stream> openInput, CancellationToken cancellation)
    {
        var (name, bytes) = await InputFile.ReadAsync(file, "VM definition", openInput, cancellation).ConfigureAwait(false);
        CheckJson(bytes, name);
        return bytes;
    }

    private static void CheckJson(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidInputException($"{name} holds JSON, but no object: a VM's definition begins with {{ and ends with }}.");
            }
        }
        catch (JsonException e)
        {
            var at = bytes.Length == 0 ? "it is empty" : $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} does not fit";
            throw new InvalidInputException($"{name} is not JSON: {at}. Mend it there; a VM's definition is one JSON object.");
        }
    }
}
