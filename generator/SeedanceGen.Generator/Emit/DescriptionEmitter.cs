using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the class that holds the API description as JSON.</summary>
internal static class DescriptionEmitter
{
    public const string TypeName = "DescriptionJson";

    public static string Emit(DescriptionModel description)
    {
        var writer = new SourceWriter();
        writer.Header(description.Namespace);
        writer.Line("/// <summary>The whole API description, as JSON.</summary>");
        writer.Line(Literals.GeneratedCode);
        writer.Open($"internal static class {TypeName}");
        writer.Line("/// <summary>The text in UTF-8.</summary>");
        writer.Line("public static global::System.ReadOnlySpan<byte> Utf8 =>");
        writer.Continuation(Literals.LongText(description.Json, suffix: "u8") + ";");
        writer.Close();
        return writer.ToString();
    }
}
