using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.SpecChange.Wire;

/// <summary>What goes over the wire: the bytes of each builder's requests, the texts of the known values, the operations.</summary>
internal static class WireListing
{
    public const string Values = "Values";
    public const string Operations = "Operations";

    /// <summary>Begins a line that says what is missing, so that it is no request.</summary>
    public const string Note = "// ";

    /// <summary>The listings by name. The assembly is run from its bytes, so that it can be built again meanwhile.</summary>
    public static SortedDictionary<string, string> Of(string assemblyFile)
    {
        var context = new AssemblyLoadContext("Wire", isCollectible: true);
        try
        {
            using var image = new MemoryStream(File.ReadAllBytes(assemblyFile));
            return Of(context.LoadFromStream(image));
        }
        finally
        {
            context.Unload();
        }
    }

    public static SortedDictionary<string, string> Of(Assembly assembly)
    {
        var listings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Values] = Lines(assembly.GetExportedTypes().Where(OpenEnumeration.Is).SelectMany(KnownValues).Order(StringComparer.Ordinal)),
            [Operations] = Lines(OperationLines(assembly)),
        };
        foreach (var builder in Builders(assembly))
        {
            var sample = new BuilderSample(builder, assembly.GetExportedTypes());
            var requests = sample.Requests().Select(request => Encoding.UTF8.GetString(Bytes(assembly, request))).ToList();
            listings[builder.Name] = Lines(requests.Concat(sample.Left.Select(option => $"{Note}no sample for {option}")));
        }

        return listings;
    }

    public static IEnumerable<Type> Builders(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttributesData().Any(data => data.AttributeType.FullName == "SeedanceGen.Rules.BuildsRequestAttribute"));

    private static byte[] Bytes(Assembly assembly, object request)
    {
        var context = assembly.GetExportedTypes().Single(type => typeof(JsonSerializerContext).IsAssignableFrom(type));
        var json = (JsonSerializerContext)context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return JsonSerializer.SerializeToUtf8Bytes(request, json.GetTypeInfo(request.GetType())!);
    }

    private static IEnumerable<string> KnownValues(Type type) => OpenEnumeration.Members(type)
        .Select(member => $"{type.Name}.{member.Name} = {JsonSerializer.Serialize(member.GetValue(null)!.ToString())}");

    /// <summary>The operations are no part of the public surface, but where a request goes is.</summary>
    private static IEnumerable<string> OperationLines(Assembly assembly)
    {
        var table = assembly.GetType("SeedanceGen.SeedanceOperations", throwOnError: true)!;
        foreach (var operation in (IEnumerable<object>)table.GetProperty("All")!.GetValue(null)!)
        {
            var charges = (bool)operation.GetType().GetProperty("ChargesCredits")!.GetValue(operation)!;
            yield return $"{operation.GetType().GetProperty("Id")!.GetValue(operation)}: {operation}{(charges ? ", charges credits" : "")}";
        }
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
