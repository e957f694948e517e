using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Cli.Tests.Infrastructure;

/// <summary>
/// What <c>--json</c> prints is a promise to programs: each command's schema is locked, and the page that documents it is made from it.
/// </summary>
public class SchemaTests
{
    private static readonly JsonSerializerOptions Laid =
        new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Reporting =>
        new(CommandTree.All.Where(command => ReportOf(command.Command) is not null).Select(command => command.Path));

    [Theory]
    [MemberData(nameof(Reporting))]
    public void The_schema_of_a_command_is_the_accepted_one(string command) => SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(
        new Snapshot($"Schemas.{command.Replace(' ', '-')}.verified.json", SchemaOf(ReportOf(command)).ToJsonString(Laid) + "\n"));

    [Fact]
    public void Every_field_is_described()
    {
        foreach (var (path, command) in CommandTree.All)
        {
            if (ReportOf(command) is { } report)
                Fields(SchemaOf(report)).ShouldAllBe(field => field.Description.Length > 10, path);
        }
    }

    [Fact]
    public void The_page_documents_the_schemas()
    {
        var page = Repository.PathOf("src", "docs", "json.md");
        if (SnapshotFolder.Committed(Clone.Snapshots).Accepts)
            File.WriteAllText(page, Page());

        File.ReadAllText(page).ShouldBe(Page());
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # What `--json` prints

            One JSON object on standard output, however the command ends; `webhook listen` prints one for each event, a line each. A field that is not
            known is left out, and fields may be added: read what you know and let the rest be. This page is made from the code by a test.

            """.ReplaceLineEndings("\n"));
        foreach (var commands in CommandTree.All.Where(command => ReportOf(command.Command) is not null)
            .GroupBy(command => ReportOf(command.Command)!.GetType()))
        {
            page.Append("\n## ").AppendJoin(", ", commands.Select(command => $"`{command.Path}`"))
                .Append("\n| field | what it is |\n|---|---|\n");
            foreach (var (name, description) in Fields(SchemaOf(ReportOf(commands.First().Command)!)))
                page.Append("| `").Append(name).Append("` | ").Append(description).Append(" |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<(string Name, string Description)> Fields(JsonNode schema, string prefix = "")
    {
        foreach (var (name, field) in schema["properties"]!.AsObject())
        {
            yield return (prefix + name, field!["description"]?.GetValue<string>() ?? string.Empty);
            if (name != "error" && field["items"]?["properties"] is not null)
            {
                foreach (var below in Fields(field["items"]!, $"{prefix}{name}[]."))
                    yield return below;
            }
        }
    }

    private static Report ReportOf(string path) => ReportOf(CommandTree.All.Single(command => command.Path == path).Command)!;

    private static Report? ReportOf(System.CommandLine.Command command) => ((ICommandWithExamples)command).CreateReport?.Invoke();

    private static JsonNode SchemaOf(Report report) => report.JsonType.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) =>
        {
            var description = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true)
                .OfType<DescriptionAttribute>().SingleOrDefault();
            if (description is null)
                return schema;

            var described = schema as JsonObject ?? [];
            described.Insert(0, "description", description.Description);
            return described;
        },
    });
}
