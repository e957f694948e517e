using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Cli.Tests.Infrastructure;

/// <summary>
/// The output of <c>--json</c> is a contract: each command's schema is locked, and its page is generated from the schemas.
/// </summary>
public class SchemaTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Reporting =>
        new(CommandTree.All.Where(command => ReportOf(command.Command) is not null).Select(command => command.Path));

    [Theory]
    [MemberData(nameof(Reporting))]
    public void The_schema_of_a_command_is_the_accepted_one(string command) => SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(
        new Snapshot($"Schemas.{command.Replace(' ', '-')}.verified.json", SchemaOf(ReportOf(command)).ToJsonString(Indented) + "\n"));

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

            Each command prints one JSON object on standard output, even when it fails; `webhook listen` and `worker` print one per event,
            one per line.
            A field whose value is not known is left out. Later versions may add fields: ignore those that you do not know. A test
            generates this page.

            """.ReplaceLineEndings("\n"));
        var byReport = CommandTree.All
            .Where(command => ReportOf(command.Command) is not null)
            .GroupBy(command => ReportOf(command.Command)!.GetType());
        foreach (var commands in byReport)
        {
            page.Append("\n## ").AppendJoin(", ", commands.Select(command => $"`{command.Path}`"))
                .Append("\n| field | what it is |\n|---|---|\n");
            foreach (var (name, description) in Fields(SchemaOf(ReportOf(commands.First().Command)!)))
                page.Append("| `").Append(name).Append("` | ").Append(description).Append(" |\n");
            var others = commands.Key.GetProperties().FirstOrDefault(property => property.IsDefined(typeof(JsonExtensionDataAttribute)));
            if (others?.GetCustomAttribute<DescriptionAttribute>() is { Description: var words })
                page.Append("| any other | ").Append(words).Append(" |\n");
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
            var description = context.PropertyInfo?.AttributeProvider?
                .GetCustomAttributes(typeof(DescriptionAttribute), inherit: true)
                .OfType<DescriptionAttribute>()
                .SingleOrDefault();
            if (description is null)
                return schema;

            var described = schema as JsonObject ?? [];
            described.Insert(0, "description", description.Description);
            return described;
        },
    });
}
