using SeedanceGen.SpecChange.Tests.Edits;

namespace SeedanceGen.SpecChange.Tests.UserPrograms;

/// <summary>A description with several edits that do not touch each other: one build serves the programs of all of them.</summary>
/// <param name="Name">What its edits have in common.</param>
/// <param name="Edits">The names of the edits, in the order in which they are made.</param>
internal sealed record Edition(string Name, params string[] Edits)
{
    public static IReadOnlyList<Edition> All { get; } =
    [
        new("additions",
            "an operation", "an operation with a list", "a list that pages", "an operation that takes a file",
            "an operation that returns bytes", "an optional query parameter", "an operation is deprecated", "an idempotency key",
            "an optional field", "a field with odd values", "an object in place", "a list of objects", "a model with its limits",
            "a value is deprecated", "more media", "a longest prompt", "fields of a response",
            "a field of a response is always present", "a terminal status", "a documented error",
            "a header of a response", "a header that a receiver should check", "a second server"),
        new("shapes",
            "a union instead of an object", "an object with a name", "a list of objects in place", "a required field",
            "a field may be null", "an enumeration field is deprecated", "a field of a response has another name",
            "an operation costs credits", "an optional header", "a narrower path parameter",
            "a server with a variable", "a wider limit of a model",
            "a limit of a model for another field", "fields that exclude each other", "a limit that depends on another field"),
        new("openapi 3.1",
            "openapi 3.1", "a field may be null, in 3.1", "a constant", "if and then", "a field that needs another",
            "a webhook of 3.1", "a further success", "a path has another version"),
        new("names",
            "a field has another name", "a field is gone", "a value is gone", "another server", "an operation has another id",
            "a field is deprecated",
            "a header that a receiver may get", "an operation without a key"),
        new("losses",
            "an operation is gone", "a field of a response is gone", "no rule of the models", "a field becomes optional",
            "an optional field of a response may be null", "a field of a response is deprecated"),
    ];

    /// <summary>The class of the program that uses what an edit gives.</summary>
    public static string ProgramOf(string edit) => string.Concat(edit.Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    public string Description() => Edits
        .Aggregate(new YamlEditor(File.ReadAllText(Repository.Yaml)), (yaml, name) => DescriptionEdits.Named(name).Apply(yaml)).ToString();
}
