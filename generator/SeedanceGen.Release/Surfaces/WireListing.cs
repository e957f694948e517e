using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Surfaces;

/// <summary>What is sent: the bytes of each builder's requests, the strings of the known values, and the operations.</summary>
internal static class WireListing
{
    public const string Values = "Values";
    public const string Operations = "Operations";

    /// <summary>Starts a line that is not a request but says what is missing.</summary>
    public const string Note = "// ";

    /// <summary>The listings by name. The assembly is loaded from its bytes, so that it can be rebuilt while this program runs.</summary>
    public static SortedDictionary<string, string> Of(string assemblyFile)
    {
        var context = new AssemblyLoadContext("Wire", isCollectible: true);
        try
        {
            using var image = new MemoryStream(File.ReadAllBytes(assemblyFile));
            return Of(context.LoadFromStream(image));
        }
        catch (Exception failure) when (failure is TargetInvocationException or TypeInitializationException)
        {
            throw new ReleaseException($"The built SDK fails as soon as it is used: {failure.GetBaseException().Message}");
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
            listings[builder.Name] = Lines(requests.Concat(sample.OptionsWithoutSample.Select(option => $"{Note}no sample for {option}")));
        }

        return listings;
    }

    public static IEnumerable<Type> Builders(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(type => type.GetCustomAttributesData())
        .Where(data => data.AttributeType.FullName == "SeedanceGen.Rules.RequestBuilderAttribute")
        .Select(data => (Type)data.ConstructorArguments[0].Value!);

    private static byte[] Bytes(Assembly assembly, object request)
    {
        var context = assembly.GetExportedTypes().Single(type => typeof(JsonSerializerContext).IsAssignableFrom(type));
        var json = (JsonSerializerContext)context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return JsonSerializer.SerializeToUtf8Bytes(request, json.GetTypeInfo(request.GetType())!);
    }

    private static IEnumerable<string> KnownValues(Type type) => OpenEnumeration.Members(type)
        .Select(member => $"{type.Name}.{member.Name} = {JsonSerializer.Serialize(member.GetValue(null)!.ToString())}");

    /// <summary>The operation table is internal, but users notice where a request goes.</summary>
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

/// <summary>The SDK's structs over a string, with a static property for each known value.</summary>
internal static class OpenEnumeration
{
    public static bool Is(Type type) => type.IsValueType && type.GetInterfaces().Any(face => face.Name == "IOpenEnumeration`1");

    public static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type);

    /// <summary>The value with this text, or the first known value.</summary>
    public static object? Value(Type type, string? text) =>
        text is null ? Members(type).First().GetValue(null) : Activator.CreateInstance(type, text);
}
