using System.CommandLine;
using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Rules;

/// <summary><c>seedance models</c>: the service's own list of models, and the built-in rules as a table.</summary>
internal sealed class ModelsCommand : ToolCommand<ModelsReport>
{
    private const char DiffersMark = '*';

    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "Show only the built-in rules, without a request to the service",
    };

    public ModelsCommand(CommandRunner runner)
        : base(runner, "models", "Lists the models: the service's own list, and what each accepts.") => Add(_offline);

    public override IReadOnlyList<string> Examples { get; } = ["seedance models", "seedance models --offline", "seedance models --json"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, ModelsReport report)
    {
        var isOffline = parsed.GetValue(_offline);
        if (!isOffline && context.Settings.ApiKey.Source != SettingSource.None)
        {
            await using var session = ServiceSession.Open(context);
            report.Live = await Interruption.GuardAsync(context, session.Client.ListModelsAsync);
        }
        else if (!isOffline)
        {
            context.Output.Note("There is no API key, so the service's own list is left out; 'seedance auth login' stores one.");
        }

        report.BuiltIn = [.. SeedanceModels.All.Select(rules => RulesOf(rules, report.Live))];
        context.Output.Text(Table(SeedanceModels.All));
        if (report.Live is { } live)
            context.Output.Text(Listed(live, report.BuiltIn));
    }

    private static ModelRules RulesOf(SeedanceModelRules rules, IReadOnlyList<JsonElement>? live) => new()
    {
        Model = rules.Model.Value,
        Listed = live?.Any(element => Names(element, rules.Model.Value)),
        Accepts = rules.AllFields.ToDictionary(field => field.Field, field => field.Description, StringComparer.Ordinal),
    };

    private static string Listed(IReadOnlyList<JsonElement> live, IReadOnlyList<ModelRules> builtIn)
    {
        var listed = live.Select(element =>
            $"  {element.GetRawText()}{(builtIn.Any(rules => Names(element, rules.Model)) ? string.Empty : "  (newer than this tool)")}");
        var gone = builtIn.Where(rules => rules.Listed == false).Select(rules => $"  {rules.Model} is no longer listed");
        return string.Join('\n', ["", "The service lists:", .. listed, .. gone]);
    }

    /// <summary>The elements of the service's list have no documented shape, so any text of an element may be the model's name.</summary>
    private static bool Names(JsonElement element, string model) => element.ValueKind switch
    {
        JsonValueKind.String => element.ValueEquals(model),
        JsonValueKind.Object => element.EnumerateObject()
            .Any(property => property.Value.ValueKind == JsonValueKind.String && property.Value.ValueEquals(model)),
        _ => false,
    };

    /// <summary>One line for each field; a field in which the models differ has a mark and one line for each model.</summary>
    private static string Table(IReadOnlyList<SeedanceModelRules> models)
    {
        var fields = models[0].AllFields.Select(field => field.Field).ToList();
        var width = fields.Max(field => field.Length) + 1;
        var modelWidth = models.Max(model => model.Model.Value.Length);
        var table = new StringBuilder();
        foreach (var field in fields)
        {
            var accepted = models.Select(model => (Model: model.Model.Value, Text: DescriptionOf(model, field))).ToList();
            if (accepted.Select(model => model.Text).Distinct().Count() == 1)
            {
                table.Append(field.PadRight(width)).Append("  ").AppendLine(accepted[0].Text);
                continue;
            }

            var name = field + DiffersMark;
            foreach (var (model, text) in accepted)
            {
                table.Append(name.PadRight(width)).Append("  ").Append(model.PadRight(modelWidth)).Append("  ").AppendLine(text);
                name = string.Empty;
            }
        }

        return table.AppendLine().Append(DiffersMark).Append(" the models differ").ToString();
    }

    private static string DescriptionOf(SeedanceModelRules model, string field)
    {
        var rules = model.AllFields.FirstOrDefault(candidate => candidate.Field == field);
        return rules is null ? "not accepted" : rules.Description + (rules.IsRequired ? " (required)" : string.Empty);
    }
}

/// <summary>The models of the service and of this tool.</summary>
internal sealed class ModelsReport : Report
{
    [Description("The service's own list as it came, whose elements have no documented shape; absent when the service was not asked")]
    public IReadOnlyList<JsonElement>? Live { get; set; }

    [Description("The models of the API description that this tool was made from")]
    public IReadOnlyList<ModelRules> BuiltIn { get; set; } = [];

    internal override JsonTypeInfo JsonType => RulesJson.Readable.ModelsReport;
}

/// <summary>What one model accepts.</summary>
internal sealed class ModelRules
{
    [Description("The model as it is sent")]
    public required string Model { get; init; }

    [Description("Whether the service's own list names the model; absent when the service was not asked")]
    public bool? Listed { get; init; }

    [Description("For each field of a request: a description of what the model accepts")]
    public required IReadOnlyDictionary<string, string> Accepts { get; init; }
}

/// <summary>The JSON shapes of the rules.</summary>
[JsonSerializable(typeof(ModelsReport))]
[JsonSerializable(typeof(ValidationReport))]
internal sealed partial class RulesJson : JsonSerializerContext
{
    public static RulesJson Readable { get; } = new(ToolJson.CreateOptions());
}
