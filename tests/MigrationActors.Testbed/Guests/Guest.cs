using System.Net;

namespace MigrationActors.Testbed.Guests;

/// <summary>A guest that is prepared: its disk is on the NFS server, its definition is written. It may run or not.</summary>
/// <param name="Number">1 to 99, unique in its testbed; its address, MAC and ports follow from it.</param>
/// <param name="DefinitionFile">The VM definition, as the product reads it.</param>
/// <param name="DiskFile">The disk's image, as this machine sees it.</param>
/// <param name="OutPort">Port at the external peer where the guest's outgoing traffic goes, or null without.</param>
/// <param name="InPort">Port at the external peer where the guest's incoming traffic comes from, or null without.</param>
public sealed record Guest(string Name, int Number, IPAddress Address, string DefinitionFile, string DiskFile, int? OutPort, int? InPort);
