using System.Globalization;

namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>The numbers that make what we put on an interface recognisable, and filters independent of each other.</summary>
public static class TcHandles
{
    /// <summary>The root's major number: "MA" in ASCII.</summary>
    public const string Root = "4d41:";

    /// <summary>IFB devices are named so, followed by the index of the interface they serve.</summary>
    public const string IfbPrefix = "maifb";

    internal const int Parent = 0x1;
    internal const int Control = 0x2;
    internal const int Default = 0x10;

    // A class's filters have its minor number as preference, so reservations are looked at before limits.
    internal const int FirstReserved = 0x100;
    internal const int FirstLimited = 0x4000;
    // Below the root's major number: a class's queue has its minor number as handle.
    internal const int EndLimited = 0x4d00;

    public static string ClassId(int minor) => Root + minor.ToString("x", CultureInfo.InvariantCulture);
}
