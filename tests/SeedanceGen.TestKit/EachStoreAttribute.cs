using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SeedanceGen.TestKit;

/// <summary>A theory of stores: its case with PostgreSQL, whose server takes seconds to start, is a slow test.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("SeedanceGen.TestKit.StoreTheoryDiscoverer", "SeedanceGen.TestKit")]
public sealed class StoreTheoryAttribute : TheoryAttribute;

/// <summary>
/// The kinds of store, for a <see cref="StoreTheoryAttribute"/>; without PostgreSQL, and without <c>CI</c>, SQLite alone.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachStoreAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return ["SQLite"];
        if (PostgreSqlServer.Programs is not null || Environment.GetEnvironmentVariable("CI") is not null)
            yield return ["PostgreSQL"];
    }
}

/// <summary>Marks the cases with PostgreSQL.</summary>
public sealed class StoreTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow)
    {
        foreach (var testCase in base.CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow))
        {
            if (dataRow.Contains("PostgreSQL"))
                testCase.Traits["Category"] = [.. testCase.Traits.GetValueOrDefault("Category", []), "Slow"];
            yield return testCase;
        }
    }
}
