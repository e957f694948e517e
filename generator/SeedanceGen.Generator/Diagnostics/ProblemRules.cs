namespace SeedanceGen.Generator.Diagnostics;

/// <summary>A kind of fault. It names no type of Roslyn, because the task of MSBuild reports faults too.</summary>
internal sealed record ProblemRule(string Id, string Title, string Message, string DefaultSeverity)
{
    public const string Category = "SeedanceGen.Specification";

    public string HelpLinkUri => $"generator/SeedanceGen.Generator/docs/{Id}.md";
}

/// <summary>The generator's diagnostics; <c>docs/</c> has a page for each.</summary>
internal static class ProblemRules
{
    public const string InvalidYaml = "SDG2001";
    public const string MissingPart = "SDG2002";
    public const string WrongValue = "SDG2003";
    public const string BrokenReference = "SDG2004";
    public const string UnknownKeyword = "SDG2005";
    public const string UnusableName = "SDG2006";
    public const string UnusableVariants = "SDG2007";
    public const string NothingAccepted = "SDG2008";
    public const string UnusablePattern = "SDG2009";
    public const string UnknownProperty = "SDG2010";
    public const string UnsupportedType = "SDG2011";
    public const string MisplacedLimit = "SDG2012";
    public const string TooLarge = "SDG2013";
    public const string SeveralSpecs = "SDG2014";
    public const string UnknownWord = "SDG2016";
    public const string MisplacedFormat = "SDG2017";
    public const string MisplacedMark = "SDG2018";

    public static IReadOnlyList<ProblemRule> All { get; } =
    [
        Error(InvalidYaml, "The file is not usable YAML", "The YAML cannot be read here: {0}"),
        Error(MissingPart, "A part of the API description is missing", "{0}"),
        Error(WrongValue, "A value of the API description is of the wrong kind", "'{0}' must be {1}, but it is {2}"),
        Error(BrokenReference, "A reference leads nowhere", "The reference '{0}' cannot be followed: {1}"),
        Warning(UnknownKeyword, "A keyword is not understood", "The generator does not understand '{0}' here, so it checks nothing of it"),
        Error(UnusableName, "A name cannot be used in C#", "'{0}' cannot be used as a name in C#: {1}"),
        Error(UnusableVariants, "The branches of the request do not tell its variants apart", "{0}"),
        Error(NothingAccepted, "Limits contradict each other", "Nothing that '{0}' could be is accepted here: {1}"),
        Error(UnusablePattern, "A pattern is not understood", "The pattern '{0}' is not understood: {1}"),
        Error(UnknownProperty, "A property is named that does not exist", "There is no property '{0}' here"),
        Error(UnsupportedType, "A property has a type that is not supported", "The property '{0}' is not supported: {1}"),
        Error(MisplacedLimit, "A limit does not fit the type of its property", "'{0}' limits {1}, but '{2}' is {3}"),
        Error(TooLarge, "The API description is nested too deeply", "The generator follows at most {0} levels"),
        Error(SeveralSpecs, "Several API descriptions", "Only one file can be the API description; '{0}' is read, this one is not"),
        Error(UnknownWord, "A word of the API description is unknown", "'{0}' is not known here{1}"),
        Error(MisplacedFormat, "A format does not fit its type", "The format '{0}' is none of {1}"),
        Error(MisplacedMark, "An extension of ours is wrong or misplaced", "{0}"),
    ];

    private static Dictionary<string, ProblemRule> Index { get; } = All.ToDictionary(rule => rule.Id);

    public static ProblemRule ById(string id) => Index[id];

    private static ProblemRule Error(string id, string title, string message) => new(id, title, message, "Error");

    private static ProblemRule Warning(string id, string title, string message) => new(id, title, message, "Warning");
}
