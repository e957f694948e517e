using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Fields;
using SeedanceGen.Rules;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Page.Composing;

/// <summary>
/// A request that a person composes: a field for each one of the API description, with the rules of the chosen model, and the JSON that
/// is sent.
/// </summary>
internal sealed class RequestForm
{
    private const string Required = "required";

    private readonly DescribedField _request;

    /// <param name="api">The description.</param>
    /// <param name="operation">The operation whose body is composed.</param>
    public RequestForm(ApiDescription api, OperationDescription operation)
    {
        Operation = operation;
        _request = new DescribedField(api, operation.Id, [operation.RequestBody!.Preferred.SchemaNode], isRequired: true);
        Fields = [.. _request.Fields.Select(field => new FormField(field))];
        Deciding = Fields.FirstOrDefault(field => _request.IsDecidedBy(field.Description));
        foreach (var field in Fields.Where(field => field.Description.IsRequired && field.Description.Values.Count > 0))
            field.Text = field.Description.Values[0];
        Validate();
    }

    public OperationDescription Operation { get; }

    /// <summary>The fields, in the order of the description.</summary>
    public IReadOnlyList<FormField> Fields { get; }

    /// <summary>The field that the rules of others depend on, such as the model; null when there is none.</summary>
    public FormField? Deciding { get; }

    /// <summary>Whether nothing is wrong with the request.</summary>
    public bool IsValid => Fields.All(one => one.Error is null) && General.Count == 0;

    /// <summary>What is wrong with the request as a whole.</summary>
    public IReadOnlyList<string> General { get; private set; } = [];

    /// <summary>The operations whose body can be composed: the submission of a job first.</summary>
    public static IReadOnlyList<OperationDescription> OperationsOf(ApiDescription api) =>
    [
        .. api.Operations
            .Where(operation => operation.RequestBody is { Preferred.IsJson: true }
                && !operation.Parameters.Any(parameter => parameter.IsRequired))
            .OrderBy(operation => operation != api.Jobs.Submit),
    ];

    /// <summary>The body as it is sent.</summary>
    public JsonObject ToJson()
    {
        var body = new JsonObject();
        foreach (var field in Fields.Where(field => !field.IsEmpty))
            body[field.Description.Name] = field.Read();
        return body;
    }

    /// <summary>What a field accepts with the values that are chosen, in words that complete "It accepts …".</summary>
    public string RuleOf(FormField field) => RulesOf(field)?.Description ?? field.Description.Accepts;

    /// <summary>The values to choose from; empty when the field is typed.</summary>
    public IReadOnlyList<string> ChoicesOf(FormField field) => field.ChoicesBy(RulesOf(field));

    /// <summary>The lowest and the highest number that a field accepts; null where there is no limit.</summary>
    public (double? Least, double? Most) RangeOf(FormField field) => RulesOf(field) is not { } rules ? (null, null)
        : (double.IsFinite(rules.Minimum) ? rules.Minimum : null, double.IsFinite(rules.Maximum) ? rules.Maximum : null);

    /// <summary>Checks the values by the description; the errors stand at the fields.</summary>
    public void Validate()
    {
        using var body = JsonDocument.Parse(ToJson().ToJsonString());
        var broken = _request.BrokenBy(body.RootElement).ToLookup(rule => rule.Field.Split('.', '[')[0], StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            var rules = broken[field.Description.Name].ToList();
            field.Error = rules.Count == 0 ? null
                : rules.Exists(rule => rule.Keyword == Required) ? "This field is required."
                : $"It accepts {(RuleOf(field) is { Length: > 0 } rule ? rule : rules[0].Accepted)}.";
        }

        var known = Fields.Select(field => field.Description.Name).ToHashSet(StringComparer.Ordinal);
        General = [.. broken.Where(rules => !known.Contains(rules.Key)).SelectMany(rules => rules)
            .Select(rule => $"{(rule.Field.Length > 0 ? rule.Field : "The request")} accepts {rule.Accepted}.").Distinct()];
    }

    private FieldRules? RulesOf(FormField field) => Deciding is { Text: { Length: > 0 } chosen }
        ? SeedanceModels.Find(new SeedanceModel(chosen))?.AllFields.FirstOrDefault(rules => rules.Field == field.Description.Name)
        : null;
}
