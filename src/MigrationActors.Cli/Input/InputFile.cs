using System.Text;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Input;

/// <summary>A file that the user names, or standard input.</summary>
/// <param name="Name">How messages call it.</param>
/// <param name="Bytes">At most 1 MiB, without a byte order mark.</param>
internal sealed record InputFile(string Name, ReadOnlyMemory<byte> Bytes)
{
    public const string StandardInput = "-";

    private const int LargestBytes = 1024 * 1024;

    private static readonly byte[] Utf8Mark = Encoding.UTF8.GetPreamble();

    /// <param name="file">A path, or <c>-</c> for standard input.</param>
    /// <param name="kind">What it should hold, for the message: "VM definition", "gang".</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or is larger than 1 MiB.</exception>
    public static async Task<InputFile> ReadAsync(string file, string kind, Func<Stream> openInput, CancellationToken cancellation)
    {
        var name = file == StandardInput ? "Standard input" : $"'{Plain.Short(file)}'";
        try
        {
            var stream = file == StandardInput ? openInput() : Open(file, name, kind);
            await using (stream.ConfigureAwait(false))
            {
                // One byte more than allowed tells "too large" without reading an endless file to its end.
                var buffer = new byte[LargestBytes + 1];
                var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
                return length <= LargestBytes ? new InputFile(name, WithoutMark(buffer.AsMemory(0, length))) : throw new InvalidInputException(
                    $"{name} is larger than 1 MiB: a {kind} is a few lines of text. Is this the right file?");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputException($"{name} cannot be read: {Reason(e)}. Give a {kind}'s path, or - for standard input.");
        }
    }

    private static FileStream Open(string file, string name, string kind) => Directory.Exists(file)
        ? throw new InvalidInputException($"{name} is a folder: give a {kind}'s path, or - for standard input.")
        : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: true);

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "its permissions do not allow it",
        _ => Plain.Clean(e.Message).TrimEnd('.'),
    };

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith(Utf8Mark) ? bytes[Utf8Mark.Length..] : bytes;
}
