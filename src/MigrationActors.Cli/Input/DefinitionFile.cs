using System.Text;
using System.Text.Json;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Input;

/// <summary>
/// Reads a VM's definition to send it. Only what would be senseless to send is refused here (no JSON, too large): the host that
/// starts the VM knows the fields, and there must not be two opinions of them.
/// </summary>
internal static class DefinitionFile
{
    public const string StandardInput = "-";

    private const int LargestBytes = 1024 * 1024;

    private static readonly byte[] Utf8Mark = Encoding.UTF8.GetPreamble();

    /// <param name="file">A path, or <c>-</c> for standard input.</param>
    /// <returns>The JSON as it was given.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, is larger than 1 MiB, or holds no JSON object.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string file, Func<Stream> openInput, CancellationToken cancellation)
    {
        var name = file == StandardInput ? "Standard input" : $"'{Plain.Short(file)}'";
        var bytes = WithoutMark(await ReadBytesAsync(file, name, openInput, cancellation).ConfigureAwait(false));
        CheckJson(bytes, name);
        return bytes;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(string file, string name, Func<Stream> openInput, CancellationToken cancellation)
    {
        try
        {
            var stream = file == StandardInput ? openInput() : Open(file, name);
            await using (stream.ConfigureAwait(false))
            {
                // One byte more than allowed tells "too large" without reading an endless file to its end.
                var buffer = new byte[LargestBytes + 1];
                var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
                return length <= LargestBytes ? buffer.AsMemory(0, length) : throw new InvalidInputException(
                    $"{name} is larger than 1 MiB: a VM's definition is a few lines of JSON. Is this the right file?");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputException($"{name} cannot be read: {Reason(e)}. Give a VM definition's path, or - for standard input.");
        }
    }

    private static FileStream Open(string file, string name) => Directory.Exists(file)
        ? throw new InvalidInputException($"{name} is a folder: give a VM definition's path, or - for standard input.")
        : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: true);

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "its permissions do not allow it",
        _ => Plain.Clean(e.Message).TrimEnd('.'),
    };

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith(Utf8Mark) ? bytes[Utf8Mark.Length..] : bytes;

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
