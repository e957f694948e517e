using System.CommandLine;
using System.Text.Json;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance models</c>: the service's own list, and the built-in rules as a table.</summary>
internal sealed class ModelsCommand : ToolCommand<ModelsReport>
{
    private readonly Option<bool> _offline = new("--offline") { Description = "Show the built-in rules alone, without asking the service" };

    public ModelsCommand(CommandFrame frame)
        : base(frame, "models", "Lists the models: the service's own list, and what each accepts.") => Add(_offline);

    public override IReadOnlyList<string> Examples { get; } = ["seedance models", "seedance models --offline", "seedance models --json"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, ModelsReport report)
    {
        var isAsked = !parsed.GetValue(_offline) && context.Settings.ApiKey.Source != SettingSource.None;
        report.BuiltIn = [.. SeedanceModels.All.Select(rules => RulesOf(rules, live: null))];
        if (isAsked)
        {
            await using var session = ServiceSession.Open(context);
            report.Live = await Interruptible.RunAsync(context, session.Client.ListModelsAsync);
            report.BuiltIn = [.. SeedanceModels.All.Select(rules => RulesOf(rules, report.Live))];
        }
        else if (!parsed.GetValue(_offline))
        {
            context.Output.Note("There is no API key, so the service's own list is left out; 'seedance auth login' stores one.");
        }

        context.Output.Text(RulesTable.Of(SeedanceModels.All));
        if (report.Live is { } live)
            context.Output.Text(Listed(live, report.BuiltIn));
    }

    private static string Listed(IReadOnlyList<JsonElement> live, IReadOnlyList<ModelRules> builtIn)
    {
        var listed = live.Select(element =>
            $"  {element.GetRawText()}{(builtIn.Any(rules => LiveModel.Names(element, rules.Model)) ? string.Empty : "  (newer than this tool)")}");
        var gone = builtIn.Where(rules => rules.Listed == false).Select(rules => $"  {rules.Model} is not listed any more");
        return string.Join('\n', ["", "The service lists:", .. listed, .. gone]);
    }

    private static ModelRules RulesOf(SeedanceModelRules rules, IReadOnlyList<JsonElement>? live) => new()
    {
        Model = rules.Model.Value,
        Listed = live?.Any(element => LiveModel.Names(element, rules.Model.Value)),
        Accepts = rules.AllFields.ToDictionary(field => field.Field, field => field.Description, StringComparer.Ordinal),
    };
}
