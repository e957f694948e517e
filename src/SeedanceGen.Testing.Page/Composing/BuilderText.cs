using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Page.Composing;

/// <summary>
/// Writes a request in C#, with the builder of its model. The names of the builder come from the attributes that the generator wrote on it,
/// so they are those that a program compiles against. A request that no builder can express is written as JSON.
/// </summary>
internal static class BuilderText
{
    /// <summary>The program: a client of the mock, the request, and its submission.</summary>
    public static string Of(Uri mock, JsonObject body)
    {
        var built = Builder(body);
        return $$"""
            using {{(built is null ? "System.Text.Json;\nusing " : "")}}SeedanceGen;

            await using var client = new SeedanceClient(new SeedanceClientOptions { BaseAddress = new Uri({{Literal(mock.AbsoluteUri)}}) });

            var request = {{built ?? Json(body)}};

            GenerationJob job = await client.SubmitAsync(request);
            Console.WriteLine(job.Id);
            """;
    }

    /// <summary>A text as a literal of C#.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var letter in text)
        {
            literal.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                _ when char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029' or '\u0085' =>
                    string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
                _ => letter.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    private static string Json(JsonObject body) =>
        $"JsonSerializer.Deserialize(\n    {Literal(body.ToJsonString())},\n    SeedanceJsonContext.Default.VideoGenerationRequest)!";

    /// <summary>The calls of the builder; null when it cannot express the request.</summary>
    private static string? Builder(JsonObject body)
    {
        var request = typeof(VideoGenerationRequest);
        var left = body.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        foreach (var model in request.GetCustomAttributes<RequestBuilderAttribute>())
        {
            var deciding = request.GetProperty(model.Property)?.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;
            if (deciding is null || left.GetValueOrDefault(deciding)?.ToString() != model.Value)
                continue;

            left.Remove(deciding);
            if (FactoryOf(model.Builder) is not { } factory || Call(factory, left) is not { } start)
                return null;

            var calls = new List<string> { $"{factory.DeclaringType!.Name}.{start}" };
            while (left.Count > 0)
            {
                if (CallsOf(model.Builder, left) is not { } next)
                    return null;
                calls.AddRange(next.Select(call => "." + call));
            }

            calls.Add(".Build()");
            return string.Join("\n    ", calls);
        }

        return null;
    }

    private static MethodInfo? FactoryOf(Type builder) => builder.Assembly.GetExportedTypes()
        .Where(type => type is { IsAbstract: true, IsSealed: true })
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .FirstOrDefault(method => method.ReturnType == builder);

    /// <summary>The call of a factory, whose parameters are required fields; null when a value is missing or does not fit.</summary>
    private static string? Call(MethodInfo factory, Dictionary<string, JsonNode?> left)
    {
        var arguments = new List<string>();
        foreach (var parameter in factory.GetParameters())
        {
            if (parameter.GetCustomAttribute<FieldRulesAttribute>() is not { } rules
                || !left.Remove(rules.Field, out var value)
                || ValueOf(value, parameter.ParameterType) is not { } text)
            {
                return null;
            }

            arguments.Add(text);
        }

        return $"{factory.Name}({string.Join(", ", arguments)})";
    }

    /// <summary>The calls for the first field that is left, which is then removed; null when no method can take its value.</summary>
    private static List<string>? CallsOf(Type builder, Dictionary<string, JsonNode?> left)
    {
        var (field, value) = left.First();
        left.Remove(field);
        var methods = builder.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Select(method => (Method: method, Parameters: method.GetParameters()))
            .Where(method => method.Parameters is [.., var last] && last.GetCustomAttribute<FieldRulesAttribute>()?.Field == field)
            .ToList();
        if (value is JsonObject map)
        {
            var entries = map.Select(entry => methods
                .Where(method => method.Parameters.Length == 2)
                .Select(method => (method.Method.Name, Text: ValueOf(entry.Value, method.Parameters[1].ParameterType)))
                .Where(call => call.Text is not null)
                .Select(call => $"{call.Name}({Literal(entry.Key)}, {call.Text})").FirstOrDefault()).ToList();
            return map.Count == 0 || entries.Contains(null) ? null : [.. entries.OfType<string>()];
        }

        return methods.Where(method => method.Parameters.Length == 1)
            .OrderBy(method => method.Parameters[0].ParameterType.IsEnum)
            .Select(method => (method.Method.Name, Text: ArgumentOf(value, method.Parameters[0].ParameterType)))
            .Where(call => call.Text is not null)
            .Select(call => new List<string> { $"{call.Name}({call.Text})" }).FirstOrDefault();
    }

    private static string? ArgumentOf(JsonNode? value, Type type)
    {
        if (value is not JsonArray list)
            return ValueOf(value, type);
        if (!type.IsArray || list.Count == 0)
            return null;
        var items = list.Select(item => ValueOf(item, type.GetElementType()!)).ToList();
        return items.Contains(null) ? null : string.Join(", ", items);
    }

    private static string? ValueOf(JsonNode? value, Type type) => (value?.GetValueKind(), type) switch
    {
        (JsonValueKind.String, _) when type == typeof(string) => Literal(value!.ToString()),
        (JsonValueKind.String, _) when type == typeof(Uri) => $"new Uri({Literal(value!.ToString())}, UriKind.RelativeOrAbsolute)",
        (JsonValueKind.String, { IsValueType: true, IsEnum: false }) => Known(value!.ToString(), type),
        (JsonValueKind.True or JsonValueKind.False, _) when type == typeof(bool) => value!.ToJsonString(),
        (JsonValueKind.Number, _) when type == typeof(int) && int.TryParse(value!.ToJsonString(), out _) => value.ToJsonString(),
        (JsonValueKind.Number, _) when type == typeof(long) && long.TryParse(value!.ToJsonString(), out _) => value.ToJsonString(),
        (JsonValueKind.Number, _) when type == typeof(double) => value!.ToJsonString() + "d",
        _ => null,
    };

    /// <summary>The named value of an open enumeration, or a new one for a value that it does not know; null for another type.</summary>
    private static string? Known(string value, Type type)
    {
        if (type.GetConstructor([typeof(string)]) is null || type.GetProperty("Value")?.PropertyType != typeof(string))
            return null;
        var named = type.GetProperties(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(property => property.PropertyType == type && property.GetValue(null)!.ToString() == value);
        return named is null ? $"new {type.Name}({Literal(value)})" : $"{type.Name}.{named.Name}";
    }
}
