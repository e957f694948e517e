using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the class that holds the API description as JSON.</summary>
internal static class ContractEmitter
{
    public const string TypeName = "ContractText";

    public static string Emit(ContractModel contract)
    {
        var writer = new SourceWriter();
        writer.Header(contract.Namespace);
        writer.Line("/// <summary>The whole API description, as JSON.</summary>");
        writer.Line(Literals.GeneratedCode);
        writer.Open($"internal static class {TypeName}");
        writer.Line($"public static global::System.ReadOnlySpan<byte> Json => {Literals.Text(contract.Json)}u8;");
        writer.Close();
        return writer.ToString();
    }
}
