using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using SeedanceGen.Configuration;

namespace SeedanceGen.Tests.Configuration;

public sealed class ConfigurationSchemaTests
{
    /// <summary>Options that only code can set, because they are objects.</summary>
    private static readonly string[] FromCode =
        [nameof(SeedanceClientOptions.TimeProvider), nameof(SeedanceClientOptions.HttpHandler), nameof(SeedanceClientOptions.LoggerFactory),
            nameof(SeedanceClientOptions.WaitDefaults), nameof(SeedanceClientOptions.ApiKeyProvider)];

    private static readonly JsonObject Client = JsonNode.Parse(
        Shipped.Read("ConfigurationSchema.json"))!["properties"]!["Seedance"]!.AsObject();

    [Fact]
    public void Every_option_that_configuration_can_set_is_in_the_schema_and_is_read()
    {
        var options = typeof(SeedanceClientOptions).GetProperties().Select(property => property.Name).Except(FromCode)
            .Concat(typeof(WaitOptions).GetProperties().Select(property => $"WaitDefaults:{property.Name}"))
            .Order(StringComparer.Ordinal).ToList();

        SchemaOf(Client).Keys.Order(StringComparer.Ordinal).ShouldBe(options);
        ConfigurationBinding.Keys.Order(StringComparer.Ordinal).ShouldBe(options);
    }

    [Fact]
    public void Every_option_of_the_schema_has_a_description_and_its_default()
    {
        var defaults = new SeedanceClientOptions();
        foreach (var (key, schema) in SchemaOf(Client))
        {
            schema["description"].ShouldNotBeNull(key).GetValue<string>().ShouldNotBeNullOrWhiteSpace(key);
            schema.ContainsKey("default").ShouldBeTrue(key);
            var expected = ValueOf(defaults, key);
            $"{schema["default"]}".ShouldBe(FormattableString.Invariant($"{expected}"), key);
        }
    }

    [Fact]
    public void The_defaults_of_the_schema_are_accepted_and_change_nothing()
    {
        var schema = SchemaOf(Client);
        var options = new SeedanceClientOptions();

        ConfigurationBinding.Bind(Section(schema.Select(option => (option.Key, option.Value["default"]?.ToString()))), options);

        foreach (var key in schema.Keys)
            ValueOf(options, key).ShouldBe(ValueOf(new SeedanceClientOptions(), key), key);
    }

    [Theory]
    [InlineData("TotalTimeout", "60")]
    [InlineData("TotalTimeout", "Forever")]
    [InlineData("RetryDelay", "Infinite")]
    [InlineData("RetryDelay", "1")]
    public void A_time_that_the_schema_refuses_is_refused_when_it_is_read(string key, string value)
    {
        Regex.IsMatch(value, SchemaOf(Client)[key]["pattern"]!.GetValue<string>()).ShouldBeFalse();
        Should.Throw<SeedanceConfigurationException>(
            () => ConfigurationBinding.Bind(Section([(key, value)]), new SeedanceClientOptions())).Setting.ShouldBe(key);
    }

    [Theory]
    [InlineData("TotalTimeout", "Infinite")]
    [InlineData("TotalTimeout", "1.02:03:04.5")]
    [InlineData("RetryDelay", "00:00:01")]
    [InlineData("RetryDelay", "0:30")]
    public void A_time_that_the_schema_accepts_is_read(string key, string value)
    {
        Regex.IsMatch(value, SchemaOf(Client)[key]["pattern"]!.GetValue<string>()).ShouldBeTrue();
        ConfigurationBinding.Bind(Section([(key, value)]), new SeedanceClientOptions());
    }

    [Fact]
    public void Editors_find_the_schema_for_every_appsettings_file() =>
        Shipped.Read("SeedanceGen.targets")
            .ShouldContain(
            """<JsonSchemaSegment Include="$(MSBuildThisFileDirectory)../ConfigurationSchema.json" """
            + """FilePathPattern="appsettings\..*json" />""");

    private static Dictionary<string, JsonObject> SchemaOf(JsonObject schema, string prefix = "") => schema["properties"]!.AsObject()
        .SelectMany(IEnumerable<KeyValuePair<string, JsonObject>> (property) => property.Value!["properties"] is null
            ? [KeyValuePair.Create(prefix + property.Key, property.Value.AsObject())]
            : SchemaOf(property.Value.AsObject(), property.Key + ":"))
        .ToDictionary();

    private static object? ValueOf(SeedanceClientOptions options, string key) => key.StartsWith("WaitDefaults:", StringComparison.Ordinal)
        ? typeof(WaitOptions).GetProperty(key["WaitDefaults:".Length..])!.GetValue(options.WaitDefaults)
        : typeof(SeedanceClientOptions).GetProperty(key)!.GetValue(options);

    private static IConfigurationRoot Section(IEnumerable<(string Key, string? Value)> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, value.Value))).Build();
}
