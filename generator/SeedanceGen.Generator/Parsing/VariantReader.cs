using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Reads the branches (<c>oneOf</c>, <c>anyOf</c>) that tell what each value of the deciding property narrows.</summary>
internal sealed class VariantReader(
    PropertyTable properties,
    SchemaFlattener flattener,
    ScalarReader scalars,
    LimitsReader limits,
    ProblemList problems,
    string requestType,
    CancellationToken cancellationToken)
{
    private static readonly HashSet<string> Understood = ["type", "properties", "required", "title", "description", "example"];

    /// <summary>The variants; null when it is not clear what decides, which is then reported.</summary>
    public VariantSet? Read(SpecMap schema, IReadOnlyList<Keyword> groups)
    {
        var known = groups.Select(group => (Group: group, Branches: ReadGroup(group))).ToList();
        var finder = new DecidingPropertyFinder(properties, problems);
        var deciders = known.Where(pair => finder.IsDecider(pair.Branches)).ToList();
        foreach (var (group, nodes) in deciders)
            ReportUnknown(group, nodes);
        var branches = deciders.Select(pair => pair.Branches).ToList();
        var deciding = finder.Find(schema, branches);
        if (deciding is not { } index)
            return null;

        var property = properties.Items[index];
        if (!property.IsRequired)
            Report(schema, $"The property '{property.Field}' decides what else is accepted, so it must be required");

        var values = ReadValues(schema, property, branches);
        var rules = values.ToDictionary(value => value.Value, _ => new RuleReader(properties, flattener, scalars, limits, problems));
        foreach (var group in branches)
            ReadBranches(property, group, rules);

        var variants = values.Select(value => new VariantModel(value.Value, value.Member, Overrides(rules[value.Value], index))).ToArray();
        return new VariantSet(index, variants);
    }

    /// <summary>What a variant changes, without the deciding property: its one value makes the variant.</summary>
    private static EquatableArray<OverrideModel> Overrides(RuleReader rules, int deciding) =>
        rules.ToOverrides().Where(change => change.Property != deciding).ToArray();

    private IReadOnlyList<BranchModel> ReadGroup(Keyword group)
    {
        if (group.Value is not SpecList { Items.Count: > 0 } list)
        {
            problems.AddWrongValue(group.Name, group.Value, "a list of branches");
            return [];
        }

        return [.. list.Items.Select(node => ReadBranch(node))];
    }

    /// <summary>
    /// Reports what a branch says beside limits. A rule between fields in it is allowed, and is not a limit of the variant.
    /// </summary>
    private void ReportUnknown(Keyword group, IReadOnlyList<BranchModel> branches)
    {
        foreach (var flat in branches.Select(branch => branch.Schema))
        {
            foreach (var keyword in flat.Keywords.Where(keyword => !Understood.Contains(keyword.Name)))
            {
                if (!keyword.Key.IsExtension && !SchemaParts.Rules.Contains(keyword.Name))
                    problems.Add(ProblemRules.UnknownKeyword, keyword.Key.Span, keyword.Name + " in a branch of " + group.Name);
            }

            if (flat.First("type") is { } type && flat.Text("type") != "object")
                problems.AddWrongValue("type", type.Value, "object");
        }
    }

    private BranchModel ReadBranch(SpecNode node)
    {
        var flat = flattener.Flatten(node);
        return new BranchModel(node, flat, ValuesByField(flat));
    }

    /// <summary>The lists of texts of a branch: one of them is what decides.</summary>
    private Dictionary<string, IReadOnlyList<SpecScalar>> ValuesByField(FlatSchema branch)
    {
        var values = new Dictionary<string, IReadOnlyList<SpecScalar>>(StringComparer.Ordinal);
        foreach (var entry in branch.All("properties").SelectMany(keyword => keyword.Value.Entries))
        {
            var schema = flattener.Flatten(entry.Value);
            var found = schema.First("const")?.Value is { } constant ? [constant] : schema.First("enum")?.Value.Items ?? [];
            var texts = found.OfType<SpecScalar>().Where(scalar => scalar.IsText).ToList();
            if (texts.Count > 0 && !values.ContainsKey(entry.Key.Text))
                values.Add(entry.Key.Text, texts);
        }

        return values;
    }

    /// <summary>Every value: those of the enumeration, or for a plain text those that the branches name.</summary>
    private List<ChoiceModel> ReadValues(SpecMap schema, PropertyModel property, IReadOnlyList<IReadOnlyList<BranchModel>> groups)
    {
        if (property.Type.Kind == ValueKind.Choice)
            return [.. property.Type.Members.Where(member => IsUsable(schema, groups, property, member))];

        var values = new List<ChoiceModel>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in groups.SelectMany(group => group).SelectMany(branch => branch.ValuesOf(property.Field)))
        {
            if (!known.Add(value.Text))
                continue;
            var member = CSharpNames.Member(value.Text);
            if (!CSharpNames.IsIdentifier(member) || IsTaken(property, member) || !names.Add(member))
                problems.Add(ProblemRules.UnusableName, value.Span, value.Text, "the name of its factory method would be '" + member + "'");
            else
                values.Add(new ChoiceModel(value.Text, member));
        }

        return values;
    }

    private bool IsUsable(SpecMap schema, IReadOnlyList<IReadOnlyList<BranchModel>> groups, PropertyModel property, ChoiceModel member)
    {
        if (!IsTaken(property, member.Member))
            return true;
        var place = groups.SelectMany(group => group).SelectMany(branch => branch.ValuesOf(property.Field))
            .FirstOrDefault(value => value.Text == member.Value);
        problems.Add(
            ProblemRules.UnusableName,
            place?.Span ?? schema.Span,
            member.Value,
            $"'{member.Member}' is taken by the factory or the rule table");
        return false;
    }

    /// <summary>A class cannot have a member of its own name, nor two of one name.</summary>
    private bool IsTaken(PropertyModel property, string member) => CSharpNames.IsTakenInTable(member)
        || member == RequestNames.Factory(requestType) || member == RequestNames.Table(property);

    private void ReadBranches(PropertyModel property, IReadOnlyList<BranchModel> group, Dictionary<string, RuleReader> rules)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var branch in group)
        {
            ReportOtherThanTexts(branch, property.Field);
            foreach (var value in branch.ValuesOf(property.Field))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!named.Add(value.Text))
                    problems.Add(
                        ProblemRules.UnusableVariants,
                        value.Span,
                        $"'{value.Text}' is named twice; one branch must say all about it");
                else if (rules.TryGetValue(value.Text, out var reader))
                    ReadBranch(branch, property.Field, reader);
                else if (!problems.Mentions(value.Text))
                    problems.Add(
                        ProblemRules.NothingAccepted,
                        value.Span,
                        property.Field,
                        $"'{value.Text}' is not among the values of the field");
            }
        }

        var forgotten = rules.Keys.Where(value => !named.Contains(value)).ToList();
        if (forgotten.Count > 0 && group.Count > 0)
            Report(group[0].Node, $"No branch names {string.Join(", ", forgotten)}, so a JSON Schema validator refuses every such request");
    }

    /// <summary>Reports values that are no texts: they choose no variant, and must not be dropped silently.</summary>
    private void ReportOtherThanTexts(BranchModel branch, string deciding)
    {
        var schemas = branch.Schema.All("properties").SelectMany(block => block.Value.Entries)
            .Where(entry => entry.Key.Text == deciding).Select(entry => flattener.Flatten(entry.Value));
        foreach (var value in schemas.SelectMany(schema => schema.All("enum"))
            .SelectMany(keyword => keyword.Value.Items))
            scalars.Text("enum", value);
    }

    private static void ReadBranch(BranchModel branch, string deciding, RuleReader reader)
    {
        foreach (var block in branch.Schema.All("properties"))
            reader.ReadLimits(block.Value, deciding);
        foreach (var required in branch.Schema.All("required"))
            reader.ReadRequired(required.Value);
    }

    private void Report(SpecNode place, string message) => problems.Add(ProblemRules.UnusableVariants, place.Span, message);
}

/// <summary>A branch of <c>oneOf</c> or <c>anyOf</c>.</summary>
/// <param name="Node">Its place.</param>
/// <param name="Schema">What it says.</param>
/// <param name="Values">The properties of which it lists the texts.</param>
internal sealed record BranchModel(SpecNode Node, FlatSchema Schema, Dictionary<string, IReadOnlyList<SpecScalar>> Values)
{
    public IReadOnlyList<SpecScalar> ValuesOf(string field) => Values.TryGetValue(field, out var values) ? values : [];
}

/// <summary>The variants of the request and the property that decides among them.</summary>
internal sealed record VariantSet(int Deciding, EquatableArray<VariantModel> Variants);

/// <summary>
/// Finds the property that decides: the one whose values every branch lists, each in its own way. Without branches it is the first required
/// property with an enumeration.
/// </summary>
internal sealed class DecidingPropertyFinder(PropertyTable properties, ProblemList problems)
{
    /// <summary>
    /// Whether branches tell the variants apart. Others are rules between fields: none of them lists values of a required enumeration, and
    /// nothing has its values in all of them.
    /// </summary>
    public bool IsDecider(IReadOnlyList<BranchModel> group) => group.Count > 0 && (Candidates(group).Exists(IsChosen)
        || group.Any(branch => branch.Values.Keys.Select(properties.IndexOf).Any(index => index >= 0 && IsChosen(index)))
        || (Candidates(group).Count > 0
            && !properties.Items.Exists(property => property is { IsRequired: true, Type.Kind: ValueKind.Choice })));

    private bool IsChosen(int index) => properties.Items[index] is { IsRequired: true };

    public int? Find(SpecMap schema, IReadOnlyList<IReadOnlyList<BranchModel>> groups)
    {
        var filled = groups.Where(group => group.Count > 0).ToList();
        if (filled.Count == 0)
            return FindWithoutBranches(schema);

        var candidates = filled.Select(Candidates).ToList();
        var common = candidates.Skip(1).Aggregate(candidates[0], (left, right) => [.. left.Intersect(right)]);
        if (common.Count > 0)
            return common.OrderByDescending(index => AreDistinct(filled, index))
                .ThenByDescending(index => properties.Items[index].IsRequired).First();

        var unclear = candidates.FindIndex(list => list.Count == 0);
        var place = filled[unclear < 0 ? 1 : unclear][0].Node;
        problems.Add(ProblemRules.UnusableVariants, place.Span, unclear < 0
            ? "Every oneOf or anyOf of the request must be decided by the same property"
            : "No property of the request has its values listed in each of these branches, so nothing decides between them");
        return null;
    }

    private int? FindWithoutBranches(SpecMap schema)
    {
        var index = properties.Items.FindIndex(property => property is { IsRequired: true, Type.Kind: ValueKind.Choice });
        if (index >= 0)
            return index;
        problems.Add(
            ProblemRules.UnusableVariants,
            schema.Span,
            "The request has neither branches nor a required property with an enumeration");
        return null;
    }

    /// <summary>The properties that each branch of a group lists the values of.</summary>
    private List<int> Candidates(IReadOnlyList<BranchModel> group) => [.. group[0].Values.Keys
        .Where(field => group.All(branch => branch.ValuesOf(field).Count > 0))
        .Select(properties.IndexOf)
        .Where(index => index >= 0 && properties.Items[index].Type.Kind is ValueKind.Choice or ValueKind.Text)
        .OrderBy(index => index)];

    private bool AreDistinct(List<IReadOnlyList<BranchModel>> groups, int index) => groups.All(group =>
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return group.SelectMany(branch => branch.ValuesOf(properties.Items[index].Field)).All(value => seen.Add(value.Text));
    });
}
