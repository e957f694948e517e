using System.Globalization;
using System.Text;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// What the template of the client cannot see otherwise: the names of parameters in C#, what separates the values of a list, the parts that
/// a form needs, the headers that a response documents, and how a list pages.
/// </summary>
internal sealed class OperationData(SpecMap root, ProblemList problems, Func<SpecNode, string> write)
{
    /// <summary>At a parameter: its name in C#.</summary>
    public const string Variable = "x-sdk-variable";

    private const string Separator = "x-sdk-separator";
    private const string RequiredParts = "x-sdk-required-parts";
    private const string Headers = "x-sdk-headers";
    private const string ErrorHeaders = "x-sdk-error-headers";
    private const string BinaryHeaders = "x-sdk-binary-headers";
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

    /// <summary>The members of every exception of the service and of its response.</summary>
    private static readonly string[] TakenInError =
    [
        .. TakenInResponse, "Code", "Message", "RawBody", "RetryAfter", "Response", "Data", "Failure", "GetBaseException", "GetObjectData",
        "HelpLink", "HResult", "InnerException", "SerializeObjectState", "Source", "StackTrace", "TargetSite",
    ];

    private static readonly string[] TakenInBinary = [.. TakenInResponse, "Content", "ContentType", "Length", "Dispose", "DisposeAsync"];

    private readonly ReferenceResolver _references = new(root, problems);
    private readonly Pagination _pages = new(root, problems);
    private readonly ParameterLimits _rules = new(new ReferenceResolver(root, problems), write);
    private readonly HeaderProperties _errorHeaders = new(root, TakenInError);
    private readonly HeaderProperties _binaryHeaders = new(root, TakenInBinary);

    /// <summary>The headers of webhooks by name, and whether each webhook has them.</summary>
    private readonly SortedDictionary<string, bool> _webhookHeaders = new(StringComparer.OrdinalIgnoreCase);

    public SpecMap Complete()
    {
        ReadWebhooks(root[DocumentRewriter.Webhooks] as SpecMap);
        foreach (var operation in Operations(root["paths"] as SpecMap))
        {
            ReadHeaders(operation);
            foreach (var callback in (operation["callbacks"] as SpecMap)?.Entries ?? [])
                ReadWebhooks(Followed(callback.Value));
        }

        return root.Change("paths", paths => paths.Values(path => PathItem(path.Value)));
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

        operation = WithHeaders(WithParts(WithServer(WithWebhooks(operation))));
        return operation[Pagination.Mark] is SpecMap mark ? _pages.Write(operation, mark, SuccessOf(operation)) : operation;
    }

    private SpecMap Parameter(SpecMap parameter, HashSet<string> used)
    {
        var name = parameter.TextOf("name") ?? string.Empty;
        var place = parameter.TextOf("in") ?? string.Empty;
        var variable = VariableOf(name);
        if (Taken.Contains(variable))
            variable += "Parameter";
        if (used.Contains(variable))
            variable += OperationNames.Of(place);
        for (var number = 2; !used.Add(variable); number++)
            variable += number.ToString(CultureInfo.InvariantCulture);

        parameter = _rules.Write(parameter.With(Variable, SpecEdits.Text(variable, parameter.Span)));
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

    /// <summary>
    /// The documented headers: of a success they are properties of its own response, of errors and of bytes properties of the class that
    /// all operations share.
    /// </summary>
    private SpecMap WithHeaders(SpecMap operation)
    {
        if (!ReturnsBytes(operation))
        {
            var headers = new HeaderProperties(root, TakenInResponse);
            foreach (var response in ResponsesOf(operation, isSuccess: true))
                headers.Add(response["headers"] as SpecMap);
            operation = headers.Write(operation, Headers);
        }

        return _binaryHeaders.Write(_errorHeaders.Write(operation, ErrorHeaders), BinaryHeaders);
    }

    private void ReadHeaders(SpecMap operation)
    {
        foreach (var response in ResponsesOf(operation, isSuccess: false))
            _errorHeaders.Add((response["headers"] as SpecMap)?.Only(entry => !IsRead(entry, "Retry-After")));
        foreach (var response in ReturnsBytes(operation) ? ResponsesOf(operation, isSuccess: true) : [])
            _binaryHeaders.Add((response["headers"] as SpecMap)?.Only(entry => !IsRead(entry, "Content-Type")));

        // The hand-written class has a property for it.
        static bool IsRead(SpecEntry header, string name) => string.Equals(header.Key.Text, name, StringComparison.OrdinalIgnoreCase);
    }

    private IEnumerable<SpecMap> ResponsesOf(SpecMap operation, bool isSuccess) =>
        from response in (operation["responses"] as SpecMap)?.Entries ?? []
        where DocumentRewriter.IsSuccess(response.Key.Text) == isSuccess
        let followed = Followed(response.Value)
        where followed is not null
        select followed;

    private bool ReturnsBytes(SpecMap operation) => (SuccessOf(operation)?["content"] as SpecMap)?.Entries is { Count: > 0 } content
        && content.All(type => !type.Key.Text.Contains("json") && !type.Key.Text.StartsWith("text/", StringComparison.Ordinal));

    private SpecMap? SuccessOf(SpecMap operation) => Followed(DocumentRewriter.SuccessIn(operation["responses"])?.Value);

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
