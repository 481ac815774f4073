namespace MigrationActors.Testbed.Traffic;

/// <summary>Seen from the host: out leaves its uplink.</summary>
public enum TrafficDirection
{
    Out,
    In,
}
