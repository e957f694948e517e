using System.Collections.Concurrent;
using SeedanceGen.Generator;
using SeedanceGen.SpecChange.Tests.Edits;

namespace SeedanceGen.SpecChange.Tests.Compilation;

/// <summary>
/// Every edit alone, through what a build does: the normal form, NSwag, the generators, and the compiler. All in a few processes, because
/// sixty builds would take a quarter of an hour.
/// </summary>
internal static class CompiledEdits
{
    private static readonly ParallelOptions OnTwoCores = new() { MaxDegreeOfParallelism = 2 };

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> Errors = new(Compile);

    /// <summary>What the build of an edit reports; nothing when it succeeds.</summary>
    public static IReadOnlyList<string> ErrorsOf(string name) => Errors.Value[name];

    /// <summary>What the check of a description reports, each with its line.</summary>
    public static IReadOnlyList<(int Line, string Text)> Problems(string yaml) =>
        [.. PreparedDescription.Of("spec.yaml", yaml, [], CancellationToken.None).Problems
            .Select(problem => (problem.Span.StartLine + 1, $"{problem.Rule}: {problem.Message}"))];

    /// <summary>Whether NSwag gets the description.</summary>
    public static bool IsHandedOn(string yaml) => PreparedDescription.Of("spec.yaml", yaml, [], CancellationToken.None).Json is not null;

    private static ConcurrentDictionary<string, IReadOnlyList<string>> Compile()
    {
        using var scratch = new Scratch();
        var errors = new ConcurrentDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var jobs = new ConcurrentBag<(string Name, string Yaml, string Json)>();
        Parallel.ForEach(CompiledEditTests.Compiled, OnTwoCores, edit =>
        {
            var yaml = DescriptionEdits.Of(edit);
            var prepared = PreparedDescription.Of("spec.yaml", yaml, [], CancellationToken.None);
            if (prepared.Json is { } json)
                jobs.Add((edit.Name, yaml, json));
            else
                errors[edit.Name] = [.. prepared.Problems.Select(problem => $"{problem.Rule}: {problem.Message}")];
        });

        var documents = jobs.Select((job, number) => new NSwagDocument(scratch.File($"{number % 2}"), $"{number:000}", job.Json)).ToList();
        var edits = jobs.Zip(documents).ToList();
        Parallel.ForEach(documents.GroupBy(document => document.Folder), OnTwoCores, group => NSwagRun.Of(group.Key, [.. group]));
        Parallel.ForEach(edits, OnTwoCores, edit => errors[edit.First.Name] = File.Exists(edit.Second.Output)
            ? SdkCompiler.Errors(edit.First.Yaml, File.ReadAllText(edit.Second.Output))
            : ["NSwag wrote nothing."]);
        return errors;
    }
}

/// <summary>One description for NSwag.</summary>
internal sealed record NSwagDocument(string Folder, string Name, string Json)
{
    public string Input => Path.Combine(Folder, Name + ".json");

    public string Output => Path.Combine(Folder, Name + ".cs");
}

/// <summary>Runs the build's NSwag, with its settings and templates, on many descriptions in one process.</summary>
internal static class NSwagRun
{
    public static void Of(string folder, IReadOnlyList<NSwagDocument> documents)
    {
        Directory.CreateDirectory(folder);
        var settings = File.ReadAllText(Path.Combine(Repository.Spec, "nswag.json"))
            .Replace("\"templates\"", $"\"{Path.Combine(Repository.Spec, "templates").Replace('\\', '/')}\"", StringComparison.Ordinal);
        foreach (var document in documents)
        {
            File.WriteAllText(document.Input, document.Json);
            File.WriteAllText(Path.Combine(folder, document.Name + ".nswag"), settings
                .Replace("$(Input)", document.Input.Replace('\\', '/'), StringComparison.Ordinal)
                .Replace("$(Output)", document.Output.Replace('\\', '/'), StringComparison.Ordinal));
        }

        // The command stops at the first description that it cannot read: it is run again for those behind it.
        var waiting = documents.Count;
        while (waiting > 0)
        {
            var command = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "nswag.txt")).Trim();
            var program = command.Split(' ', 2);
            CommandResult.Run(folder, program[0], [.. program.Skip(1).Select(argument => argument.Trim('"')), "run"]);
            var rest = documents.SkipWhile(document => File.Exists(document.Output)).ToList();
            foreach (var document in documents.Take(documents.Count - rest.Count + 1))
                File.Delete(Path.Combine(folder, document.Name + ".nswag"));
            waiting = Directory.EnumerateFiles(folder, "*.nswag").Count();
            documents = [.. rest.Skip(1)];
        }
    }
}
