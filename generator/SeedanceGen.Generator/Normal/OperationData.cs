using System.Globalization;
using System.Text;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// What the template of the client cannot see otherwise: the names of parameters in C#, what separates the values of a list, the parts that
/// a form needs, the headers that a response documents, and how a list pages.
/// </summary>
internal sealed class OperationData(SpecMap root, ProblemList problems)
{
    private const string Variable = "x-sdk-variable";
    private const string Separator = "x-sdk-separator";
    private const string RequiredParts = "x-sdk-required-parts";
    private const string Headers = "x-sdk-headers";
    private const string HeaderFields = "x-sdk-header-fields";
    private const string JobMark = "x-job";
    private const string Paging = "x-sdk-paging";
    private const string WebhookHeaders = "x-sdk-webhook-headers";
    private const string RequiredWebhookHeaders = "x-sdk-webhook-required";

    /// <summary>The names that the generated methods use themselves, and the keywords of C#.</summary>
    private static readonly HashSet<string> Taken = new(
        ("request form options cancellationToken body token page abstract as base bool break byte case catch char checked class const "
            + "continue decimal default delegate do double else enum event explicit extern false finally fixed float for foreach goto if "
            + "implicit in int interface internal is lock long namespace new null object operator out override params private protected "
            + "public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint "
            + "ulong unchecked unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The members of every response.</summary>
    private static readonly HashSet<string> TakenInResponse = new(StringComparer.Ordinal)
    {
        "Value", "StatusCode", "Headers", "Body", "HttpRequestId", "Header", "Equals", "GetHashCode", "GetType", "ToString",
        "MemberwiseClone", "Finalize", "ReferenceEquals",
    };

    private readonly ReferenceResolver _references = new(root, problems);

    /// <summary>The headers of webhooks by name, and whether each webhook has them.</summary>
    private readonly SortedDictionary<string, bool> _webhookHeaders = new(StringComparer.OrdinalIgnoreCase);

    public SpecMap Complete()
    {
        ReadWebhooks(root[DocumentRewriter.Webhooks] as SpecMap);
        foreach (var operation in Operations(root["paths"] as SpecMap))
        {
            foreach (var callback in (operation["callbacks"] as SpecMap)?.Entries ?? [])
                ReadWebhooks(Followed(callback.Value));
        }

        return WithLinks(root.Change("paths", paths => paths.Values(path => PathItem(path.Value))));
    }

    /// <summary>
    /// Marks the link to the video where the description marks only its owner: the one address of that type, and of each of its variants.
    /// </summary>
    private static SpecMap WithLinks(SpecMap root)
    {
        if ((root["components"] as SpecMap)?["schemas"] is not SpecMap schemas)
            return root;

        var owners = new HashSet<string?>(
            from schema in schemas.Entries
            from property in Properties(schema.Value)
            where (property.Value as SpecMap)?.TextOf(JobMark) == "output"
            select ComponentOf(property.Value));
        bool IsOwner(SpecEntry schema) =>
            owners.Contains(schema.Key.Text) || ((schema.Value as SpecMap)?.TextOf(UnionTable.Base) is { } union && owners.Contains(union));
        if (schemas.Entries.Where(IsOwner).SelectMany(schema => Properties(schema.Value)).Any(IsLink))
            return root;

        return root.Change("components", components => components is SpecMap map
            ? map.Change("schemas", all => all.Values(schema => IsOwner(schema) ? Marked(schema.Value) : schema.Value))
            : components);

        static SpecNode Marked(SpecNode schema)
        {
            var isOne = Properties(schema).Count(property => IsAddress(property.Value)) == 1;
            return schema is SpecMap owner && isOne
                ? owner.Change("properties", properties => properties.Values(property =>
                    property.Value is SpecMap value && IsAddress(value)
                        ? value.With(JobMark, SpecEdits.Text("link", value.Span))
                        : property.Value))
                : schema;
        }

        static IReadOnlyList<SpecEntry> Properties(SpecNode schema) =>
            ((schema as SpecMap)?["properties"] as SpecMap)?.Entries ?? [];
        static bool IsLink(SpecEntry property) => (property.Value as SpecMap)?.TextOf(JobMark) == "link";
        static bool IsAddress(SpecNode property) => property is SpecMap map && map.TextOf("format") == "uri";
    }

    private void ReadWebhooks(SpecMap? paths)
    {
        foreach (var operation in Operations(paths))
        {
            foreach (var header in Items(operation["parameters"]).Where(parameter => parameter.TextOf("in") == "header"))
            {
                if (header.TextOf("name") is { } name)
                    _webhookHeaders[name] = header.IsTrue("required");
            }
        }
    }

    private IEnumerable<SpecMap> Operations(SpecMap? paths) =>
        from path in paths?.Entries ?? []
        from entry in Followed(path.Value)?.Entries ?? []
        where DocumentRewriter.Methods.Contains(entry.Key.Text) && entry.Value is SpecMap
        select (SpecMap)entry.Value;

    private SpecNode PathItem(SpecNode node)
    {
        if ((_references.Follow(node) ?? node) is not SpecMap item)
            return node;

        var shared = Items(item["parameters"]);
        return item.Without("parameters").Values(entry =>
            DocumentRewriter.Methods.Contains(entry.Key.Text) && entry.Value is SpecMap operation
                ? Operation(operation, shared)
                : entry.Value);
    }

    private SpecMap Operation(SpecMap operation, IReadOnlyList<SpecMap> shared)
    {
        var own = Items(operation["parameters"]);
        List<SpecMap> parameters = [.. shared.Where(parameter => !own.Any(other => IsSame(parameter, other))), .. own];
        if (parameters.Count > 0)
        {
            var used = new HashSet<string>(StringComparer.Ordinal);
            operation = operation.With(
                "parameters", new SpecList([.. parameters.Select(parameter => Parameter(parameter, used))], operation.Span));
        }

        operation = WithParts(WithServer(WithWebhooks(operation)));
        return WithPaging(WithHeaders(operation), parameters);
    }

    private SpecMap Parameter(SpecMap parameter, HashSet<string> used)
    {
        var name = parameter.TextOf("name") ?? string.Empty;
        var place = parameter.TextOf("in") ?? string.Empty;
        if (parameter.IsTrue("x-idempotency-key") && place != "header")
            Report(parameter, $"The idempotency key '{name}' has to be a header, and not a parameter in '{place}'");

        var variable = VariableOf(name);
        if (Taken.Contains(variable))
            variable += "Parameter";
        if (used.Contains(variable))
            variable += OperationNames.Of(place);
        for (var number = 2; !used.Add(variable); number++)
            variable += number.ToString(CultureInfo.InvariantCulture);

        parameter = parameter.With(Variable, SpecEdits.Text(variable, parameter.Span));
        return place == "query" && SeparatorOf(parameter) is { } separator
            ? parameter.With(Separator, SpecEdits.Text(separator, parameter.Span))
            : parameter;
    }

    /// <summary>What stands between the values of a list; null when the parameter is repeated for each.</summary>
    private static string? SeparatorOf(SpecMap parameter)
    {
        var style = parameter.TextOf("style") ?? "form";
        if (parameter["explode"] is SpecScalar explode && explode.TryGetTruthValue(out var isExploded) ? isExploded : style == "form")
            return null;

        return style switch
        {
            "spaceDelimited" => " ",
            "pipeDelimited" => "|",
            _ => ",",
        };
    }

    /// <summary>Each operation has the same lists: the template sees nothing but operations.</summary>
    private SpecMap WithWebhooks(SpecMap operation) => _webhookHeaders.Count == 0
        ? operation
        : operation.With(WebhookHeaders, SpecEdits.Texts(_webhookHeaders.Keys, operation.Span))
            .With(RequiredWebhookHeaders, SpecEdits.Texts(
                _webhookHeaders.Where(header => header.Value).Select(header => header.Key), operation.Span));

    /// <summary>The variables of the first server, each of which becomes an option of the client.</summary>
    private SpecMap WithServer(SpecMap operation)
    {
        if ((root["servers"] as SpecList)?.Items.OfType<SpecMap>().FirstOrDefault() is not { } server
            || server[ServerNames.Variables] is not SpecMap variables)
        {
            return operation;
        }

        var span = operation.Span;
        return operation.With("x-sdk-server-template", server[ServerNames.Template]!)
            .With("x-sdk-server-variables", SpecEdits.Texts(variables.Entries.Select(entry => entry.Key.Text), span))
            .With("x-sdk-server-variable-fields", new SpecMap([.. variables.Entries.Select(Field)], span));

        SpecEntry Field(SpecEntry entry)
        {
            var variable = entry.Value as SpecMap;
            var values = (variable?["enum"] as SpecList)?.Items.OfType<SpecScalar>().Select(value => value.Text) ?? [];
            return SpecEdits.Entry(entry.Key.Text, SpecEdits.Map(
                span,
                Text("option", OperationNames.Of(entry.Key.Text)),
                Text("default", variable?.TextOf("default") ?? string.Empty),
                Text("description", variable?.TextOf("description") ?? $"The part {entry.Key.Text} of the server's address."),
                Text("values", string.Join("|", values))));
        }

        SpecEntry Text(string key, string value) => SpecEdits.Entry(key, SpecEdits.Text(value, span));
    }

    private SpecMap WithParts(SpecMap operation)
    {
        var content = (Followed(operation["requestBody"])?["content"] as SpecMap)?.Entries
            .FirstOrDefault(entry => entry.Key.Text.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))?.Value as SpecMap;
        var required = (Followed(content?["schema"])?["required"] as SpecList)?.Items.OfType<SpecScalar>()
            .Select(part => part.Text).ToList();
        return required is { Count: > 0 }
            ? operation.With(RequiredParts, SpecEdits.Text($"|{string.Join("|", required)}|", operation.Span))
            : operation;
    }

    private SpecMap WithHeaders(SpecMap operation)
    {
        if (SuccessOf(operation)?["headers"] is not SpecMap { Entries.Count: > 0 } headers)
            return operation;

        var used = new HashSet<string>(TakenInResponse, StringComparer.Ordinal);
        List<SpecEntry> fields = [.. headers.Entries.Select(entry => Header(entry, used))];
        return operation
            .With(Headers, SpecEdits.Texts(fields.Select(field => field.Key.Text), headers.Span))
            .With(HeaderFields, new SpecMap(fields, headers.Span));
    }

    /// <summary>A header by the name of its property. It has no key "type": NSwag would take it for a schema.</summary>
    private SpecEntry Header(SpecEntry entry, HashSet<string> used)
    {
        var header = Followed(entry.Value);
        var name = entry.Key.Text;
        var property = OperationNames.Of(name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) ? name.Substring(2) : name);
        if (used.Contains(property))
            property += "Header";
        for (var number = 2; !used.Add(property); number++)
            property += number.ToString(CultureInfo.InvariantCulture);

        var type = SimpleType(Followed(header?["schema"]));
        var isText = type == "string";
        return SpecEdits.Entry(property, SpecEdits.Map(
            entry.Value.Span,
            Text("header", name),
            Text("value", type + "?"),
            Text("read", isText ? string.Empty : $"<{type}>"),
            Text("description", header?.TextOf("description") ?? $"The header {name}.")));

        SpecEntry Text(string key, string value) => SpecEdits.Entry(key, SpecEdits.Text(value, entry.Value.Span));
    }

    private SpecMap WithPaging(SpecMap operation, IReadOnlyList<SpecMap> parameters)
    {
        if (operation["x-pagination"] is not { } mark)
            return operation;

        if (mark is not SpecMap paging || paging.TextOf("cursor") is not { } cursor || paging.TextOf("items") is not { } items)
        {
            return Fault(
                mark, "x-pagination needs 'cursor', the name of a query parameter, and 'items', the field with the items of a page");
        }

        var next = paging.TextOf("next") ?? cursor;
        if (parameters.FirstOrDefault(parameter => parameter.TextOf("name") == cursor) is not { } asked)
            return Fault(paging["cursor"]!, $"x-pagination: the operation has no parameter '{cursor}'");
        if (SimpleType(Followed(asked["schema"])) != "string" || asked.IsTrue("required"))
            return Fault(paging["cursor"]!, $"x-pagination: the parameter '{cursor}' has to be an optional text");

        var content = SuccessOf(operation)?["content"] as SpecMap;
        var page = Followed((content is { Entries.Count: > 0 } ? content.Entries[0].Value as SpecMap : null)?["schema"]);
        if ((page?["properties"] as SpecMap)?[items] is not { } list || Followed(list)?["items"] is not { } item)
            return Fault(paging["items"]!, $"x-pagination: the response has no list '{items}'");
        if ((page["properties"] as SpecMap)?[next] is null)
            return Fault(paging["next"] ?? mark, $"x-pagination: the response has no field '{next}', which 'next' names");

        var variable = VariableOf(cursor);
        return operation.With(Paging, SpecEdits.Map(
            mark.Span,
            Text("cursor", Taken.Contains(variable) ? variable + "Parameter" : variable),
            Text("next", CSharpNames.Pascal(next)),
            Text("items", CSharpNames.Pascal(items)),
            Text("item", TypeOf(item))));

        SpecEntry Text(string key, string value) => SpecEdits.Entry(key, SpecEdits.Text(value, mark.Span));

        SpecMap Fault(SpecNode place, string message)
        {
            Report(place, message);
            return operation;
        }
    }

    private SpecMap? SuccessOf(SpecMap operation) => Followed((operation["responses"] as SpecMap)?.Entries
        .FirstOrDefault(entry => entry.Key.Text.StartsWith("2", StringComparison.Ordinal))?.Value);

    /// <summary>The type that NSwag gives a schema.</summary>
    private static string TypeOf(SpecNode schema)
    {
        return ComponentOf(schema) is { } component ? CSharpNames.Pascal(component)
            : (schema as SpecMap)?["type"] is null ? "JsonElement"
            : SimpleType(schema as SpecMap);
    }

    /// <summary>The component that a schema refers to, itself or as its only part; null when it refers to none.</summary>
    private static string? ComponentOf(SpecNode schema)
    {
        return Named(schema) ?? ((schema as SpecMap)?["allOf"] as SpecList)?.Items.Select(Named).FirstOrDefault(name => name is not null);

        static string? Named(SpecNode node) =>
            (node as SpecMap)?.TextOf("$ref") is { } reference ? ReferenceResolver.ComponentName(reference) : null;
    }

    private static string SimpleType(SpecMap? schema) => (schema?.TextOf("type"), schema?.TextOf("format")) switch
    {
        ("integer", "int64") => "long",
        ("integer", _) => "int",
        ("number", "float") => "float",
        ("number", "decimal") => "decimal",
        ("number", _) => "double",
        ("boolean", _) => "bool",
        ("string", "date-time") => "DateTimeOffset",
        ("string", "date") => "DateOnly",
        ("string", "uuid") => "Guid",
        _ => "string",
    };

    private void Report(SpecNode place, string message) => problems.Add(ProblemRules.MissingPart, place.Span, message);

    private SpecMap? Followed(SpecNode? node) => node is null ? null : _references.Follow(node) as SpecMap;

    private List<SpecMap> Items(SpecNode? list) => [.. ((list as SpecList)?.Items ?? []).Select(Followed).OfType<SpecMap>()];

    private static bool IsSame(SpecMap one, SpecMap other) =>
        one.TextOf("name") == other.TextOf("name") && one.TextOf("in") == other.TextOf("in");

    /// <summary>A name as C# writes parameters: <c>X-Trace-Id</c> becomes <c>xTraceId</c>.</summary>
    private static string VariableOf(string name)
    {
        var words = new StringBuilder();
        foreach (var word in name.Split(name.Where(character => !char.IsLetterOrDigit(character)).Distinct().ToArray()))
        {
            if (word.Length > 0)
            {
                words.Append(words.Length == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0]))
                    .Append(word, 1, word.Length - 1);
            }
        }

        return words.Length == 0 || char.IsDigit(words[0]) ? "parameter" + words : words.ToString();
    }
}
