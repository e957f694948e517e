namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>Programs of pages run in this process and take the mock from its environment: one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessEnvironment
{
    public const string Name = "programs of pages";
}
