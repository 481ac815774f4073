using System.Text;

namespace MigrationActors.Actors.State;

/// <summary>
/// A small text that outlives its process and its host: after a crash at any instant it is the old one or the new one, whole, and
/// once <see cref="Write"/> has returned it is the new one.
/// </summary>
/// <param name="path">Absolute. Its folder is made when it is first written; both are for the owner's eyes only.</param>
public sealed class StateFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Longer than anything we keep: what is longer was not written by us, and is not read into memory.
    private const int LongestBytes = 16 * 1024 * 1024;

    public string Path => path;

    /// <returns>The text; null where there is none yet.</returns>
    /// <exception cref="StateFileException">It is there and cannot be read.</exception>
    public string? Read()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > LongestBytes)
            {
                throw new StateFileException($"'{path}' has {file.Length} bytes and was not written by us.");
            }

            using var reader = new StreamReader(file, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateFileException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="StateFileException">It could not be written. The file is whole, but which text it holds after a crash is open.</exception>
    public void Write(string text)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var fresh = path + ".new";
        try
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
            using (var file = new FileStream(fresh, options))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
            FolderSync.Flush(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateFileException($"'{path}' cannot be written: {e.Message}", e);
        }
    }
}
