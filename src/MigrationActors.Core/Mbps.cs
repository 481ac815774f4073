using System.Globalization;

namespace MigrationActors.Core;

/// <summary>
/// A network rate in megabits per second (10^6 bit/s). Never negative, never NaN or infinite: a difference that would
/// fall below zero is zero, because no link has less than nothing to give.
/// </summary>
public readonly record struct Mbps : IComparable<Mbps>
{
    private const double BitsPerByte = 8;
    private const double BitsPerMegabit = 1_000_000;

    /// <param name="value">Megabits per second, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public Mbps(double value)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A rate is a finite number of Mbit/s, zero or more.");
        }

        Value = value;
    }

    /// <summary>Megabits per second.</summary>
    public double Value { get; }

    public static Mbps Zero => default;

    public double BytesPerSecond => Value * BitsPerMegabit / BitsPerByte;

    public double BitsPerSecond => Value * BitsPerMegabit;

    public static Mbps FromBytesPerSecond(double bytesPerSecond) => new(bytesPerSecond * BitsPerByte / BitsPerMegabit);

    /// <summary>The mean rate of <paramref name="bytes"/> sent in <paramref name="duration"/> (longer than zero).</summary>
    public static Mbps FromBytes(double bytes, TimeSpan duration) => FromBytesPerSecond(bytes / duration.TotalSeconds);

    public static Mbps Min(Mbps a, Mbps b) => a.Value <= b.Value ? a : b;

    public static Mbps Max(Mbps a, Mbps b) => a.Value >= b.Value ? a : b;

    public int CompareTo(Mbps other) => Value.CompareTo(other.Value);

    public static Mbps operator +(Mbps a, Mbps b) => new(a.Value + b.Value);

    public static Mbps operator -(Mbps a, Mbps b) => new(Math.Max(0, a.Value - b.Value));

    public static Mbps operator *(Mbps a, double factor) => new(a.Value * factor);

    public static Mbps operator *(double factor, Mbps a) => a * factor;

    public static bool operator <(Mbps a, Mbps b) => a.Value < b.Value;

    public static bool operator >(Mbps a, Mbps b) => a.Value > b.Value;

    public static bool operator <=(Mbps a, Mbps b) => a.Value <= b.Value;

    public static bool operator >=(Mbps a, Mbps b) => a.Value >= b.Value;

    public override string ToString() => Value.ToString("0.#", CultureInfo.InvariantCulture) + " Mbit/s";
}
