using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The answers of the control API; <see cref="ControlInput"/> reads what it is asked.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ControlStatus))]
[JsonSerializable(typeof(ControlJournalEntry[]))]
[JsonSerializable(typeof(ControlJob[]))]
[JsonSerializable(typeof(ControlLedger))]
[JsonSerializable(typeof(ControlViolation[]))]
[JsonSerializable(typeof(ControlScript))]
[JsonSerializable(typeof(ControlScript[]))]
[JsonSerializable(typeof(ControlKeys))]
[JsonSerializable(typeof(ControlWebhookDelivery[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ControlJsonContext : JsonSerializerContext
{
}
