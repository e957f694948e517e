using System.Text.Json.Nodes;
using SeedanceGen.Release.Descriptions;

namespace SeedanceGen.Release.Comparison;

/// <summary>
/// Compares two API descriptions: what the service accepts, responds with and sends by itself. It needs no build, so it names a change also
/// where no code is generated for it.
/// </summary>
internal sealed class DescriptionComparison
{
    private static readonly string[] SchemeParts = ["type", "scheme", "in", "name"];

    private readonly ComparedDescription _accepted;
    private readonly ComparedDescription _current;
    private readonly List<Change> _found = [];
    private readonly SchemaComparison _schemas;

    private DescriptionComparison(ComparedDescription accepted, ComparedDescription current)
    {
        (_accepted, _current) = (accepted, current);
        _schemas = new SchemaComparison(accepted, current, _found);
    }

    /// <summary>The changes between two descriptions; none when one of them is not known.</summary>
    /// <param name="accepted">The YAML of before.</param>
    /// <param name="current">The YAML as it is now.</param>
    public static IReadOnlyList<Change> Between(string? accepted, string? current)
    {
        if (accepted is null || current is null || accepted == current)
            return [];
        var before = ComparedDescription.Parse(accepted, "The description of before");
        return new DescriptionComparison(before, ComparedDescription.Parse(current)).Compare();
    }

    private List<Change> Compare()
    {
        CompareServers("", _accepted.Root, _current.Root);
        var old = _accepted.Operations().ToList();
        var now = _current.Operations().ToList();
        foreach (var (before, after) in Pairs(old, now))
            CompareOperation(before, after);
        CompareSecurity(Pairs(old, now));
        CompareSchemes();
        CompareWebhooks("webhook", _accepted.Webhooks(), _current.Webhooks());
        var unreached = Unreached(_current).Except(Unreached(_accepted), StringComparer.Ordinal);
        foreach (var name in unreached)
            Found(VersionBump.Patch, $"schema {name} is unreachable: no operation, callback or webhook uses it");
        return [.. _found.Distinct()];
    }

    private static IEnumerable<string> Unreached(ComparedDescription description)
    {
        var reached = description.ReachedSchemas();
        return description.Root.Child("components").Child("schemas").Entries().Select(pair => pair.Key)
            .Where(name => !reached.Contains(name));
    }

    /// <summary>Operations with the same place, else with the same id; one without a partner is new or gone.</summary>
    private static List<(ComparedOperation? Old, ComparedOperation? Now)> Pairs(
        List<ComparedOperation> old, List<ComparedOperation> now)
    {
        var rest = now.ToList();
        var pairs = new List<(ComparedOperation?, ComparedOperation?)>();
        var unmatched = new List<ComparedOperation>();
        foreach (var before in old)
        {
            if (rest.Find(after => after.Place == before.Place) is { } same)
            {
                rest.Remove(same);
                pairs.Add((before, same));
            }
            else
                unmatched.Add(before);
        }

        foreach (var before in unmatched)
        {
            var moved = rest.Find(after => after.Id == before.Id);
            if (moved is not null)
                rest.Remove(moved);
            pairs.Add((before, moved));
        }

        return [.. pairs, .. rest.Select(after => ((ComparedOperation?)null, (ComparedOperation?)after))];
    }

    private void CompareOperation(ComparedOperation? old, ComparedOperation? now)
    {
        if (old is null || now is null)
        {
            var only = (old ?? now)!;
            Found(old is null ? VersionBump.Minor : VersionBump.Major,
                $"operation {only.Id} is {(old is null ? "new" : "gone")}: {only.Method} {only.Path}");
            return;
        }

        if (old.Id != now.Id)
            Found(VersionBump.Major, $"operation {old.Id} is now called {now.Id}");
        if (old.Place != now.Place)
            Found(VersionBump.Major, $"{now.Id} is now {now.Method} {now.Path}, was {old.Method} {old.Path}");
        CompareDeprecation(now.Id, old.Node, now.Node);
        if (old.Node.Flag("x-charges-credits") != now.Node.Flag("x-charges-credits"))
        {
            var costs = now.Node.Flag("x-charges-credits");
            Found(costs ? VersionBump.Major : VersionBump.Minor, $"{now.Id} {(costs ? "costs credits now" : "no longer costs credits")}");
        }

        if (old.Node.Child("x-pagination")?.ToJsonString() != now.Node.Child("x-pagination")?.ToJsonString())
            Found(old.Node.Child("x-pagination") is null ? VersionBump.Minor : VersionBump.Major, $"{now.Id} pages otherwise");
        CompareServers($"{now.Id}: ", Own(old), Own(now));
        CompareParameters(old, now, Direction.Sent);
        CompareBodies(old, now, Direction.Sent);
        CompareResponses(old, now, Direction.Received);
        CompareWebhooks($"callback of {now.Id}", _accepted.Callbacks(old), _current.Callbacks(now));
    }

    private static JsonNode? Own(ComparedOperation operation) =>
        operation.Node.Child("servers") is not null ? operation.Node : operation.Item;

    /// <summary>Compares what the service sends by itself: a program receives it, and responds.</summary>
    private void CompareWebhooks(string kind, IEnumerable<ComparedOperation> accepted, IEnumerable<ComparedOperation> current)
    {
        foreach (var (old, now) in Pairs([.. accepted], [.. current]))
        {
            if (old is null || now is null)
            {
                Found(
                    old is null ? VersionBump.Minor : VersionBump.Major,
                    $"{kind}: {(old ?? now)!.Id} is {(old is null ? "new" : "gone")}");
                continue;
            }

            if (old.Place != now.Place)
                Found(VersionBump.Major, $"{kind}: {now.Id} is sent to {now.Path}, was {old.Path}");
            CompareDeprecation(now.Id, old.Node, now.Node);
            CompareParameters(old, now, Direction.Received);
            CompareBodies(old, now, Direction.Received);
            CompareResponses(old, now, Direction.Sent);
        }
    }

    private void CompareDeprecation(string subject, JsonNode? old, JsonNode? now)
    {
        if (old.Flag("deprecated") != now.Flag("deprecated"))
            Found(VersionBump.Minor, $"{subject} is {(now.Flag("deprecated") ? "deprecated" : "no longer deprecated")}");
    }

    private void CompareParameters(ComparedOperation old, ComparedOperation now, Direction direction)
    {
        var (before, after) = (old.Parameters(), now.Parameters());
        foreach (var key in before.Keys.Except(after.Keys))
            Found(VersionBump.Major, $"{now.Id}: {Name(before[key])} is gone");
        foreach (var key in after.Keys.Except(before.Keys))
            AddedParameter(now.Id, after[key], direction);
        foreach (var key in before.Keys.Intersect(after.Keys))
        {
            var name = $"{now.Id}: {Name(after[key])}";
            CompareRequired(before[key].Flag("required"), after[key].Flag("required"), direction, name);
            CompareDeprecation(name, before[key], after[key]);
            if (Style(before[key]) != Style(after[key]))
                Found(VersionBump.Major, $"{name} is written otherwise: {Style(after[key])}, was {Style(before[key])}");
            if (before[key].Flag("x-idempotency-key") != after[key].Flag("x-idempotency-key"))
                Found(after[key].Flag("x-idempotency-key") ? VersionBump.Minor : VersionBump.Major,
                    $"{name} is {(after[key].Flag("x-idempotency-key") ? "an idempotency key now" : "no idempotency key any more")}");
            _schemas.Compare(Schema(before[key]), Schema(after[key]), direction, name);
        }
    }

    /// <summary>
    /// A receiver that ignores a new header of a callback goes on working, so the header is an addition. The report names it, because a
    /// header that every call has can tell a forged call from a true one.
    /// </summary>
    private void AddedParameter(string operation, JsonNode parameter, Direction direction)
    {
        var isRequired = parameter.Flag("required");
        if (direction == Direction.Sent)
            Found(isRequired ? VersionBump.Major : VersionBump.Minor,
                $"{operation}: {Name(parameter)} is new{(isRequired ? " and required" : "")}");
        else
            Found(VersionBump.Minor,
                $"{operation}: {Name(parameter)} is new{(isRequired ? ", and on every call: a receiver should check it" : "")}");
    }

    private void CompareRequired(bool old, bool now, Direction direction, string subject)
    {
        if (old == now)
            return;
        var isSent = direction == Direction.Sent;
        var words = (isSent, now) switch
        {
            (true, true) => "is required now",
            (true, false) => "is optional now",
            (false, true) => "is always present now: a receiver should check it",
            _ => "may be missing now",
        };
        Found(now == isSent ? VersionBump.Major : VersionBump.Minor, $"{subject} {words}");
    }

    private void CompareBodies(ComparedOperation old, ComparedOperation now, Direction direction)
    {
        var (before, after) = (_accepted.Resolve(old.Node.Child("requestBody")), _current.Resolve(now.Node.Child("requestBody")));
        if (before is null && after is null)
            return;
        var subject = $"{now.Id}: the body";
        if (before is null)
        {
            var breaks = direction == Direction.Sent && after.Flag("required");
            Found(breaks ? VersionBump.Major : VersionBump.Minor, $"{subject} is new{(breaks ? " and required" : "")}");
        }
        else if (after is null)
            Found(VersionBump.Major, $"{subject} is gone");
        else
        {
            CompareRequired(before.Flag("required"), after.Flag("required"), direction, subject);
            CompareContents(old.Content(before), now.Content(after), direction, subject);
        }
    }

    private void CompareContents(
        Dictionary<string, JsonNode?> old, Dictionary<string, JsonNode?> now, Direction direction, string subject)
    {
        foreach (var type in old.Keys.Except(now.Keys))
            Found(VersionBump.Major, $"{subject} is no longer {type}");
        foreach (var type in now.Keys.Except(old.Keys))
        {
            // A program that reads one media type is not helped by another one in its place.
            Found(VersionBump.Minor, $"{subject} may be {type}");
        }

        foreach (var type in old.Keys.Intersect(now.Keys))
            _schemas.Compare(old[type], now[type], direction, subject);
    }

    private void CompareResponses(ComparedOperation old, ComparedOperation now, Direction direction)
    {
        var (before, after) = (Responses(_accepted, old), Responses(_current, now));
        foreach (var status in before.Keys.Except(after.Keys))
        {
            var hasMore = before[status].Child("content") is not null || before[status].Child("headers") is not null;
            Found(!IsError(status) || hasMore ? VersionBump.Major : VersionBump.Minor, $"{now.Id}: response {status} is gone");
        }

        foreach (var status in after.Keys.Except(before.Keys))
        {
            var isSame = before.Where(pair => !IsError(pair.Key))
                .Any(pair => Contents(_accepted, pair.Value) == Contents(_current, after[status]));
            var breaks = direction == Direction.Received && !IsError(status) && !isSame;
            Found(breaks ? VersionBump.Major : VersionBump.Minor, $"{now.Id}: response {status} is new{What(after[status])}");
        }

        foreach (var status in before.Keys.Intersect(after.Keys))
        {
            var subject = $"{now.Id}: response {status}";
            CompareContents(old.Content(before[status]), now.Content(after[status]), direction, subject);
            CompareHeaders(before[status], after[status], direction, subject);
        }
    }

    private void CompareHeaders(JsonNode? old, JsonNode? now, Direction direction, string subject)
    {
        var (before, after) = (Headers(_accepted, old), Headers(_current, now));
        foreach (var name in before.Keys.Except(after.Keys, StringComparer.OrdinalIgnoreCase))
            Found(VersionBump.Major, $"{subject}: header {name} is gone");
        foreach (var name in after.Keys.Except(before.Keys, StringComparer.OrdinalIgnoreCase))
            Found(VersionBump.Minor, $"{subject}: header {name} is new");
        foreach (var (name, header) in before)
        {
            if (!after.TryGetValue(name, out var other))
                continue;
            CompareRequired(header.Flag("required"), other.Flag("required"), direction, $"{subject}: header {name}");
            CompareDeprecation($"{subject}: header {name}", header, other);
            _schemas.Compare(header.Child("schema"), other.Child("schema"), direction, $"{subject}: header {name}");
        }
    }

    private void CompareServers(string subject, JsonNode? old, JsonNode? now)
    {
        var (before, after) = (ServerAddresses.Of(old), ServerAddresses.Of(now));
        if (before.Default != after.Default)
            Found(VersionBump.Major,
                $"{subject}the base address is {after.Default ?? "not described"}, was {before.Default ?? "not described"}");
        foreach (var address in before.Others.Except(after.All))
            Found(VersionBump.Major, $"{subject}server {address} is gone");
        foreach (var address in after.Others.Except(before.All))
            Found(VersionBump.Minor, $"{subject}server {address} is new");
        foreach (var variable in before.Variables.Except(after.Variables))
            Found(VersionBump.Major, $"{subject}server variable {variable} is gone");
        foreach (var variable in after.Variables.Except(before.Variables))
            Found(VersionBump.Minor, $"{subject}server variable {variable} is new");
    }

    /// <summary>Keys that an operation needs. What holds for every operation is one line.</summary>
    private void CompareSecurity(List<(ComparedOperation? Old, ComparedOperation? Now)> pairs)
    {
        var lines = new Dictionary<(VersionBump Bump, string Text), List<string>>();
        var both = pairs.Where(pair => pair is { Old: not null, Now: not null }).ToList();
        foreach (var (old, now) in both)
        {
            var (before, after) = (Alternatives(old!), Alternatives(now!));
            // A program that has the keys of an old alternative goes on working when a new alternative needs no others.
            if (!before.All(had => after.Any(needs => needs.IsSubsetOf(had))))
                Line(VersionBump.Major, $"needs {Words(after)}, was {Words(before)}", now!.Id);
            else if (!after.All(needs => before.Any(had => had.IsSubsetOf(needs))))
                Line(VersionBump.Minor, $"needs {Words(after)}, was {Words(before)}", now!.Id);
        }

        foreach (var ((bump, text), ids) in lines)
            Found(bump, $"{(ids.Count == both.Count ? "every operation" : string.Join(", ", ids))} {text}");

        void Line(VersionBump bump, string text, string id)
        {
            if (!lines.TryGetValue((bump, text), out var ids))
                lines[(bump, text)] = ids = [];
            ids.Add(id);
        }
    }

    private void CompareSchemes()
    {
        var (before, after) = (Schemes(_accepted), Schemes(_current));
        foreach (var name in before.Keys.Intersect(after.Keys).Where(name => before[name] != after[name]))
            Found(VersionBump.Major, $"the key {name} is sent as {after[name]}, was {before[name]}");
    }

    private static Dictionary<string, string> Schemes(ComparedDescription description) =>
        description.Root.Child("components").Child("securitySchemes").Entries().ToDictionary(pair => pair.Key, pair =>
        {
            var scheme = description.Resolve(pair.Value);
            return string.Join(' ', SchemeParts.Select(part => scheme.Text(part)?.ToLowerInvariant()).OfType<string>());
        });

    private static List<HashSet<string>> Alternatives(ComparedOperation operation)
    {
        var owner = operation.Node.ContainsKey("security") ? operation.Node : operation.Description.Root;
        var alternatives = owner.Child("security").Items()
            .Select(item => item.Entries().Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal)).ToList();
        return alternatives.Count == 0 ? [[]] : alternatives;
    }

    private static string Words(List<HashSet<string>> alternatives) =>
        string.Join(
        " or ", alternatives.Select(names => names.Count == 0 ? "no key" : string.Join(" and ", names.Order(StringComparer.Ordinal))));

    private static Dictionary<string, JsonNode?> Responses(ComparedDescription description, ComparedOperation operation) =>
        operation.Node.Child("responses").Entries()
            .GroupBy(pair => pair.Key.ToUpperInvariant().Replace("DEFAULT", "default", StringComparison.Ordinal))
            .ToDictionary(status => status.Key, status => description.Resolve(status.First().Value));

    private static Dictionary<string, JsonNode?> Headers(ComparedDescription description, JsonNode? response) =>
        response.Child("headers").Entries().GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, header => description.Resolve(header.First().Value), StringComparer.OrdinalIgnoreCase);

    private static string Contents(ComparedDescription description, JsonNode? response) =>
        ComparedSchema.Canonical(description, response.Child("content"));

    private static bool IsError(string status) => status == "default" || status.StartsWith('4') || status.StartsWith('5');

    /// <summary>What a response has besides its status.</summary>
    private string What(JsonNode? response)
    {
        var parts = response.Child("content").Entries()
            .Select(pair => ComparedSchema.Of(_current, pair.Value.Child("schema")).Name ?? pair.Key)
            .Concat(Headers(_current, response).Keys.Select(name => $"header {name}")).ToList();
        return parts.Count == 0 ? "" : $", with {string.Join(", ", parts)}";
    }

    private static JsonNode? Schema(JsonNode? parameter) =>
        parameter.Child("schema") ?? parameter.Child("content").Entries().Select(pair => pair.Value.Child("schema")).FirstOrDefault();

    private static string Name(JsonNode? parameter) => $"{parameter.Text("in")} parameter {parameter.Text("name")}"
        .Replace("header parameter", "header", StringComparison.Ordinal);

    private static string Style(JsonNode? parameter)
    {
        var style = parameter.Text("style") ?? (parameter.Text("in") is "query" or "cookie" ? "form" : "simple");
        var explodes = parameter.Child("explode") is null ? style == "form" : parameter.Flag("explode");
        return explodes ? $"{style}, exploded" : style;
    }

    private void Found(VersionBump bump, string text) => _found.Add(new Change(bump, ChangeArea.Description, text));
}

/// <summary>The addresses of a list of servers, with the values of their variables.</summary>
/// <param name="Default">The first server, with the defaults of its variables.</param>
/// <param name="All">Every address that the variables' values lead to.</param>
/// <param name="Variables">The names of the variables.</param>
internal sealed record ServerAddresses(string? Default, IReadOnlyList<string> All, IReadOnlyList<string> Variables)
{
    private const int MaximumAddresses = 100;

    public IEnumerable<string> Others => All.Where(address => address != Default);

    public static ServerAddresses Of(JsonNode? owner)
    {
        var servers = owner.Child("servers").Items().ToList();
        var all = servers.SelectMany(Addresses).Distinct(StringComparer.Ordinal).Take(MaximumAddresses).ToList();
        var variables = servers.SelectMany(server => server.Child("variables").Entries().Select(pair => pair.Key));
        return new ServerAddresses(all.FirstOrDefault(), all, [.. variables.Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Addresses(JsonNode? server) => server.Child("variables").Entries().Aggregate(
        (IEnumerable<string>)[(server.Text("url") ?? "").TrimEnd('/')],
        (addresses, variable) => addresses.SelectMany(address => Values(variable.Value)
            .Select(value => address.Replace($"{{{variable.Key}}}", value, StringComparison.Ordinal))));

    private static IEnumerable<string> Values(JsonNode? variable) =>
        variable.Child("enum").Items().Select(value => value?.ToString() ?? "").Prepend(variable.Child("default")?.ToString() ?? "")
            .Distinct(StringComparer.Ordinal);
}
