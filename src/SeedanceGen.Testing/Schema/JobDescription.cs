using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// What the API description says about jobs, and the only place that reads it: their four operations, and which field says what.
/// Both are found by their mark <c>x-job</c> in the description, else by the name below. A rename without a mark needs an edit of this
/// file. When an operation or a needed field is missing, an exception names the place in the description.
/// </summary>
internal sealed class JobDescription
{
    /// <summary>The field of the error envelope, and the code in it.</summary>
    public const string ErrorName = "error";
    public const string CodeName = "code";

    // What the mock reads of a submission; none of them has to be there.
    public const string Model = "model";
    public const string Prompt = "prompt";
    public const string Resolution = "resolution";
    public const string Media = "mediaUrls";
    public const string Duration = "duration";
    public const string Shape = "aspectRatio";
    private const string WebhookUrl = "webhookUrl";

    /// <summary>Fields of a response that repeat the request: a response makes none of them up.</summary>
    private static readonly HashSet<string> Asked = [Model, "prompt", Media, Shape, Duration, Resolution, "metadata", WebhookUrl];

    private readonly ApiDescription _description;
    private readonly HashSet<string> _terminal;

    public JobDescription(ApiDescription description)
    {
        _description = description;
        Submit = Operation(description, "submit", "submitVideoGeneration");
        Get = Operation(description, "read", "getVideoGeneration");
        Cancel = Operation(description, "cancel", "cancelVideoGeneration");
        ListModels = Find(description, "models", "listModels");
        Accepted = new JobFields(description, Submit);
        Read = new JobFields(description, Get);
        Cancelled = new JobFields(description, Cancel);
        Models = ListModels is null ? null : new JobFields(description, ListModels, isJob: false);
        IdParameter = Get.Parameters.FirstOrDefault(parameter => parameter.Place == "path")?.Name
            ?? throw Missing($"a parameter for the id of the job in the path of {Get}");
        Request = SchemaView.Of(description, Submit.RequestBody is { } body ? [body.Preferred.SchemaNode] : []);
        Webhook = Request.Names.FirstOrDefault(name => Request.Property(name).Any(schema => JobFields.IsMarked(schema, "webhook")))
            ?? (Request.Has(WebhookUrl) ? WebhookUrl : null);
        Callback = Webhook is null ? null
            : Submit.Callbacks.FirstOrDefault(call => call.PathTemplate.EndsWith($"#/{Webhook}}}", StringComparison.Ordinal))
                ?? description.Webhooks.FirstOrDefault(call => IsResult(description, call));
        LinkPath = [.. Read.Links()];
        var status = Read.Status is { } field ? Read.View.Property(field) : [];
        Statuses = [.. SchemaView.Of(description, status).Values?.Select(value => value.ToString()) ?? []];
        _terminal = status.SelectMany(schema => TerminalIn(description, schema, depth: 0)).ToHashSet(StringComparer.Ordinal);
    }

    public OperationDescription Submit { get; }

    public OperationDescription Get { get; }

    public OperationDescription Cancel { get; }

    /// <summary>The list of models; null when the description has none.</summary>
    public OperationDescription? ListModels { get; }

    /// <summary>The parameter of a path that holds the id of a job.</summary>
    public string IdParameter { get; }

    /// <summary>What a submission says.</summary>
    public SchemaView Request { get; }

    /// <summary>The field of a submission that holds the URL of its webhook; null when there is none.</summary>
    public string? Webhook { get; }

    /// <summary>The call that reports the result; null when the description has none.</summary>
    public OperationDescription? Callback { get; }

    /// <summary>The response to a submission that was accepted.</summary>
    public JobFields Accepted { get; }

    /// <summary>The response to a read, which a webhook carries too.</summary>
    public JobFields Read { get; }

    /// <summary>The response to a cancel.</summary>
    public JobFields Cancelled { get; }

    /// <summary>The response to the list of models; null when the description has none.</summary>
    public JobFields? Models { get; }

    public string? SuccessName => Read.Success;

    /// <summary>The code of the only documented error.</summary>
    public string UnauthorizedCode => _description.Examples.UnauthorizedCode;

    /// <summary>The names of the fields that lead to the link to a video.</summary>
    public IReadOnlyCollection<string> LinkPath { get; }

    /// <summary>The statuses of a job, as the description has them; empty when it lists none.</summary>
    public IReadOnlyList<string> Statuses { get; }

    /// <summary>The statuses that end a job, as the description has them.</summary>
    public IReadOnlyCollection<string> Terminal => _terminal;

    public bool IsTerminal(GenerationStatus status) => _terminal.Contains(status.Value ?? "") || status.IsTerminal;

    /// <summary>Whether a field of a response repeats what the request says, when the request says it.</summary>
    public bool IsAsked(string field) => Request.Has(field) || Asked.Contains(field);

    /// <exception cref="ArgumentException">The status does not end a job.</exception>
    public void EnsureTerminal(GenerationStatus status, string name)
    {
        if (!IsTerminal(status))
        {
            throw new ArgumentException(
                $"'{status}' does not end a job; {string.Join(", ", _terminal)} do, by the API description.", name);
        }
    }

    public static InvalidOperationException Missing(string what) => new(
        $"The API description lacks {what}, which the mock needs for jobs. Mark the field there (x-job), or name it in "
            + $"src/SeedanceGen.Testing/Schema/{nameof(JobDescription)}.cs.");

    private static OperationDescription Operation(ApiDescription description, string role, string id) =>
        Find(description, role, id) ?? throw Missing($"an operation with the role '{role}', such as '{id}',");

    /// <summary>The operation with the mark of a role, else the one with the usual id.</summary>
    private static OperationDescription? Find(ApiDescription description, string role, string id) =>
        description.Operations.FirstOrDefault(operation => JobFields.IsMarked(operation.Node, role)) ?? description.Find(id);

    private bool IsResult(ApiDescription description, OperationDescription call) =>
        call.RequestBody is { } body
        && SchemaView.Of(description, [body.Preferred.SchemaNode]) is var carried
        && carried.Has(Read.Id!)
        && carried.Has(Read.Status!);

    private static IEnumerable<string> TerminalIn(ApiDescription description, JsonElement schema, int depth)
    {
        if (depth > 8)
            return [];
        schema = description.Follow(schema);
        var own = ApiDescription.Member(schema, "x-terminal") is { ValueKind: JsonValueKind.Array } listed
            ? listed.EnumerateArray().Select(value => value.GetString()!)
            : [];
        return ApiDescription.Member(schema, "allOf") is { ValueKind: JsonValueKind.Array } parts
            ? own.Concat(parts.EnumerateArray().SelectMany(part => TerminalIn(description, part, depth + 1)))
            : own;
    }
}

/// <summary>Which field of a response says what.</summary>
internal sealed class JobFields
{
    public const string Mark = "x-job";

    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["id"] = "requestId",
        ["status"] = "status",
        ["success"] = "success",
        ["credits"] = "creditsCharged",
        ["output"] = "output",
        ["link"] = "url",
        ["error"] = JobDescription.ErrorName,
        ["models"] = "data",
    };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ApiDescription _description;

    public JobFields(ApiDescription description, OperationDescription operation, bool isJob = true)
    {
        _description = description;
        Response = operation.Success ?? throw JobDescription.Missing($"a response of success for {operation}");
        Schema = Response.Body?.Preferred.SchemaNode ?? throw JobDescription.Missing($"a body in the response of {operation}");
        View = SchemaView.Of(description, [Schema]);
        ReadMarks(description.Follow(Schema));
        foreach (var name in View.Names)
        {
            foreach (var schema in View.Property(name))
                AddRole(schema, name);
        }

        foreach (var (role, name) in Usual)
        {
            if (View.Has(name) && !_names.ContainsValue(name))
                _names.TryAdd(role, name);
        }

        Id = isJob ? Needed("id", operation) : Field("id");
        Status = isJob ? Needed("status", operation) : Field("status");
    }

    public ResponseDescription Response { get; }

    public JsonElement Schema { get; }

    public SchemaView View { get; }

    public string? Id { get; }

    public string? Status { get; }

    public string? Success => Field("success");

    public string? Credits => Field("credits");

    public string? Output => Field("output");

    public string? Error => Field("error");

    public string? Models => Field("models");

    /// <summary>The field with the link to what the job made, in an output or in the response itself; null when there is none.</summary>
    public string? LinkIn(SchemaView view) =>
        view.Names.FirstOrDefault(name => view.Property(name).Any(schema => IsMarked(schema, "link")))
        ?? (view.Has(Usual["link"]) ? Usual["link"] : null)
        ?? view.Names.FirstOrDefault(name => SchemaView.Of(_description, view.Property(name)).Format == "uri");

    /// <summary>The object that has the link.</summary>
    public SchemaView LinkOwner => Output is null ? View : SchemaView.Of(_description, View.Property(Output));

    /// <summary>The field of the output, and every field of it that may hold the link.</summary>
    public IEnumerable<string> Links()
    {
        if (_names.GetValueOrDefault("link") is { } link)
            yield return link;
        if (Output is null)
            yield break;

        yield return Output;
        var output = SchemaView.Of(_description, View.Property(Output));
        if (output.Type == "array")
            output = SchemaView.Of(_description, output.Items);
        var branches = output.Choices.SelectMany(branches => branches).Select(branch => SchemaView.Of(_description, [branch]));
        foreach (var name in branches.Prepend(output).Select(LinkIn).OfType<string>().Distinct(StringComparer.Ordinal))
            yield return name;
    }

    public static bool IsMarked(JsonElement schema, string role) => ApiDescription.Text(schema, Mark) == role;

    /// <summary>The field of any response that says what was charged; null when there is none.</summary>
    public static string? CreditsOf(ApiDescription description, OperationDescription operation) =>
        operation.Success?.Body is null ? null : new JobFields(description, operation, isJob: false).Credits;

    /// <summary>What a field says, by its mark or its name; null for a field that says nothing about the course of the job.</summary>
    public string? RoleOf(string name) => _names.FirstOrDefault(pair => pair.Value == name).Key;

    private string? Field(string role) => _names.GetValueOrDefault(role);

    private string Needed(string role, OperationDescription operation) =>
        Field(role) ?? throw JobDescription.Missing($"a field for the {role} of the job in the response of {operation} ({operation.Id})");

    /// <summary>The mark of a whole schema has pairs such as <c>id=requestId</c>; that of a field has the role alone.</summary>
    private void ReadMarks(JsonElement schema)
    {
        foreach (var pair in (ApiDescription.Text(schema, Mark) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=') is [var role, var name] && View.Has(name))
                _names[role] = name;
        }
    }

    private void AddRole(JsonElement schema, string name)
    {
        if (ApiDescription.Text(schema, Mark) is { } role && !role.Contains('=', StringComparison.Ordinal))
            _names[role] = name;
    }
}
