using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Testing.Standalone;

/// <summary>The bodies of the control API. A property that it does not know is refused, since it would do nothing.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ControlStatus))]
[JsonSerializable(typeof(ControlJournalEntry[]))]
[JsonSerializable(typeof(ControlJob[]))]
[JsonSerializable(typeof(ControlLedger))]
[JsonSerializable(typeof(ControlFinding[]))]
[JsonSerializable(typeof(ControlScript))]
[JsonSerializable(typeof(ControlAdvance))]
[JsonSerializable(typeof(ControlFailure))]
[JsonSerializable(typeof(ControlFault))]
internal sealed partial class ControlJsonContext : JsonSerializerContext
{
}
