using Akka.Actor;
using Akka.Event;
using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.Actors.Network;

/// <summary>Measures this host's interfaces (thesis 4.1): samples, keeps a window, publishes to its agent, and writes the log.</summary>
public sealed class NetworkTracker : ReceiveActor, IWithTimers
{
    public const string Name = "network";

    private readonly NetworkSettings _settings;
    private readonly ICounterSource _counters;
    private readonly ITrafficLog _trafficLog;
    private readonly TimeProvider _time;
    private readonly RateTracker _rates;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _readable = true;

    public NetworkTracker(NetworkSettings settings, ICounterSource counters, ITrafficLog trafficLog, TimeProvider time)
    {
        _settings = settings;
        _counters = counters;
        _trafficLog = trafficLog;
        _time = time;
        _rates = new RateTracker(settings.Window, RateTracker.DefaultPlausible);

        Receive<SampleTick>(_ => Sample());
        Receive<PublishTick>(_ => Publish());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Sample();
        Timers.StartPeriodicTimer(nameof(SampleTick), SampleTick.Instance, _settings.SampleInterval);
        Timers.StartPeriodicTimer(nameof(PublishTick), PublishTick.Instance, _settings.PublishInterval);
    }

    private void Sample()
    {
        try
        {
            _rates.Add(_time.GetUtcNow(), _counters.Read());
            _readable = true;
        }
        catch (IOException e)
        {
            // Said once: a tracker that fails twice a second must not fill the log.
            if (_readable)
            {
                _log.Error("The interfaces' counters cannot be read: {0}", e.Message);
            }

            _readable = false;
        }
    }

    private void Publish()
    {
        var rates = _rates.Rates();
        Context.Parent.Tell(new TrafficMeasured(rates));
        _trafficLog.Write(_time.GetUtcNow(), rates);
    }

    private sealed record SampleTick
    {
        public static SampleTick Instance { get; } = new();
    }

    private sealed record PublishTick
    {
        public static PublishTick Instance { get; } = new();
    }
}
