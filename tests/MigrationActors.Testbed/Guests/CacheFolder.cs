namespace MigrationActors.Testbed.Guests;

/// <summary>A folder that is either complete or not there, also when several processes make it at a time or one dies halfway.</summary>
internal static class CacheFolder
{
    internal const string DraftMark = ".draft-";

    /// <param name="build">Fills the folder it is given.</param>
    internal static async Task EnsureAsync(string folder, Func<string, Task> build)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        // Beside it, because moving is atomic within one file system only.
        var beside = $"{folder}{DraftMark}{Guid.NewGuid():N}";
        Directory.CreateDirectory(beside);
        try
        {
            await build(beside).ConfigureAwait(false);
            Directory.Move(beside, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Somebody else was faster, with the same content.
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }
}
