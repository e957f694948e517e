using System.CommandLine;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Packages;
using SeedanceGen.Release.Repository;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Commands;

/// <summary>The verbs and options of the maintainers' command, from arguments to an exit code.</summary>
internal sealed class CommandLine
{
    private const string ExitCodes = """
        Exit codes: 0 success; 1 a step failed; 2 wrong usage; 3 the change asks for a larger bump of the version than it is given, or than
        --allow permits; 4 the feed has this version with other contents.
        """;

    private readonly Func<string, string?> _variable;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;

    private readonly Option<string?> _root = new("--root")
    {
        Description = "The clone (default: the one around the current folder).",
        HelpName = "FOLDER",
        Recursive = true,
    };

    private readonly Option<string?> _feed = new("--to")
    {
        Description = "A folder, or the address of a NuGet v3 server "
            + $"(default: {FeedAddress.UrlVariable}, else the folder .feed of the clone). "
            + $"A server gets the key in {FeedAddress.KeyVariable}.",
        HelpName = "FEED",
    };

    private readonly Option<string?> _prerelease = new("--prerelease")
    {
        Description = "Packs, for example, 1.2.0-LABEL.",
        HelpName = "LABEL",
    };

    private CommandLine(Func<string, string?> variable, TextWriter output, TimeProvider time)
    {
        (_variable, _output, _time) = (variable, output, time);
        _feed.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
                result.AddError("--to is empty.");
        });
        _prerelease.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var label }] && !SemanticVersion.TryParse("1.0.0-" + label, out _))
                result.AddError($"{label} is not a pre-release label of semantic versioning.");
        });
    }

    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="output">Receives progress, results and errors.</param>
    /// <param name="time">Dates the changelog; the system's clock when null.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Func<string, string?> variable, TextWriter output, TimeProvider? time = null)
    {
        var parsed = new CommandLine(variable, output, time ?? TimeProvider.System).Root().Parse(arguments);
        try
        {
            var configuration = new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false };
            var exitCode = await parsed.InvokeAsync(configuration);
            if (parsed.Errors.Count == 0)
                return exitCode;
            await output.WriteLineAsync(ExitCodes);
            return ReleaseExitCode.WrongUsage;
        }
        catch (ReleaseException failure)
        {
            await output.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (FatalProtocolException failure)
        {
            await output.WriteLineAsync(failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message);
            return ReleaseExitCode.StepFailed;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A built SDK may fail in any way when it is loaded; the command ends with a message.
            await output.WriteLineAsync($"The command failed: {failure.GetBaseException()}");
            return ReleaseExitCode.StepFailed;
        }
    }

    /// <summary>The errors in the arguments, without running anything.</summary>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> arguments) =>
        [.. new CommandLine(_ => null, TextWriter.Null, TimeProvider.System).Root().Parse(arguments).Errors.Select(error => error.Message)];

    private RootCommand Root() => new("From an edited description to packages in a feed. " + ExitCodes)
    {
        Verdict(), Pack(), Release(), Licences(), Measure(), _root,
    };

    private Command Verdict()
    {
        var since = new Option<string>("--since")
        {
            Description = "Compares with the snapshots of this commit or tag.",
            HelpName = "COMMIT",
            DefaultValueFactory = _ => "HEAD",
        };
        since.Validators.Add(result =>
        {
            // To git, a commit that looks like an option would be one.
            if (result.Tokens is [{ Value: ['-', ..] }])
                result.AddError("--since takes a commit or a tag.");
        });
        var baseline = new Option<string?>("--baseline")
        {
            Description = "Compares with the snapshots in this folder instead.",
            HelpName = "FOLDER",
        };
        var allow = Bump("--allow", "Ends with exit code 3 when the verdict is more than this.");
        var verdict = new Command("verdict", "Says what an edit of spec/seedance.openapi.yaml changes for users of the SDK.")
        {
            since, baseline, allow,
        };
        verdict.SetAction(parsed => VerdictCommand.Run(
            Repository(parsed), parsed.GetRequiredValue(since), parsed.GetValue(baseline), parsed.GetValue(allow) ?? VersionBump.Major,
            _output));
        return verdict;
    }

    private Command Pack()
    {
        var pack = new Command("pack", "Packs everything with the version of src/Version.props and adds it to the feed.")
        {
            _feed, _prerelease,
        };
        pack.SetAction(async (parsed, _) =>
        {
            var repository = Repository(parsed);
            await new PackCommand(repository, Feed(parsed, repository), _output).RunAsync(repository.Version(parsed.GetValue(_prerelease)));
        });
        return pack;
    }

    private Command Release()
    {
        var bump = Bump("--as", "The bump of the version; one that is too small is rejected (default: what the surface asks for).");
        var tests = new Option<string[]>("--test")
        {
            Description = "Runs this test project instead of all; may be repeated.",
            HelpName = "PROJECT",
        };
        var release = new Command(
            "release",
            "After an edit of the description: lints, generates, builds, compares, tests, raises the version, drafts the changelog, packs.")
        {
            _feed, _prerelease, bump, tests,
        };
        release.SetAction(async (parsed, _) =>
        {
            var repository = Repository(parsed);
            var options = new ReleaseOptions(parsed.GetValue(_prerelease), parsed.GetValue(bump), parsed.GetValue(tests) ?? []);
            await new ReleaseCommand(repository, Feed(parsed, repository), options, _time, _output).RunAsync();
        });
        return release;
    }

    private Command Licences()
    {
        var licences = new Command("licences", "Lists the licences of what the packages depend on, in src/LICENCES.md.");
        licences.SetAction(parsed => LicenceList.Write(Repository(parsed), _output));
        return licences;
    }

    private Command Measure()
    {
        var explain = new Option<bool>("--explain")
        {
            Description = "Lists what is counted, and the references inside each cycle of folders.",
        };
        var measure = new Command("measure", "Prints the figures of the code base; needs a restored clone and a built tool.") { explain };
        measure.SetAction((parsed, _) => new MeasureCommand(Repository(parsed), _output).RunAsync(parsed.GetValue(explain)));
        return measure;
    }

    private static Option<VersionBump?> Bump(string name, string description)
    {
        var option = new Option<VersionBump?>(name) { Description = description, HelpName = "patch|minor|major" };
        option.Validators.Add(result =>
        {
            // A number would be parsed as an enumeration value too.
            if (result.Tokens is [{ Value: var word }] && !Enum.GetNames<VersionBump>().Contains(word, StringComparer.OrdinalIgnoreCase))
                result.AddError($"{word} is not patch, minor or major.");
        });
        return option;
    }

    private RepositoryLayout Repository(ParseResult parsed) =>
        parsed.GetValue(_root) is { } root ? new RepositoryLayout(root) : RepositoryLayout.Around(Environment.CurrentDirectory);

    private PackageFeed Feed(ParseResult parsed, RepositoryLayout repository) =>
        PackageFeed.At(FeedAddress.From(parsed.GetValue(_feed) ?? _variable(FeedAddress.UrlVariable), repository.Feed, _variable));
}

/// <summary>After an edit of the description: lints, generates, builds and compares.</summary>
internal static class VerdictCommand
{
    public static int Run(RepositoryLayout repository, string since, string? baseline, VersionBump allowed, TextWriter output)
    {
        var accepted = baseline is null ? PackageSurface.OfCommit(repository, since) : PackageSurface.OfFolder(baseline);
        SurfaceComparison comparison;
        try
        {
            comparison = SurfaceComparison.Between(accepted, Build(repository, output));
        }
        catch (ReleaseException)
        {
            // The changes of the edit are printed also when the linters reject it or no code is generated for it.
            foreach (var line in DescriptionOnly(accepted.Description, repository.Description()))
                output.WriteLine(line);
            throw;
        }

        output.WriteLine();
        foreach (var line in comparison.Report())
            output.WriteLine(line);
        return comparison.Bump > allowed ? ReleaseExitCode.LargerBumpNeeded : ReleaseExitCode.Success;
    }

    private static PackageSurface Build(RepositoryLayout repository, TextWriter output)
    {
        output.WriteLine("Linting (Spectral, Redocly) …");
        SpecLinters.Run(repository);

        // The build generates what is stale.
        output.WriteLine($"Generating and building ({SnapshotNames.ComparedFramework}) …");
        var assembly = repository.Build(RepositoryLayout.Sdk, SnapshotNames.ComparedFramework, "Debug");
        return PackageSurface.Of(assembly) with { Description = repository.Description() };
    }

    private static IEnumerable<string> DescriptionOnly(string? accepted, string? current)
    {
        try
        {
            var changes = DescriptionComparison.Between(accepted, current).OrderByDescending(change => change.Bump).ToList();
            return changes.Count == 0
                ? []
                : ["", "Description:", .. changes.Select(change => change.Line), ""];
        }
        catch (ReleaseException fault)
        {
            return ["", fault.Message];
        }
    }
}
