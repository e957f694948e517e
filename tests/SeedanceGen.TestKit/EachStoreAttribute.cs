using System.Reflection;
using Xunit.Sdk;

namespace SeedanceGen.TestKit;

/// <summary>Runs a theory with each kind of store; without PostgreSQL, and without <c>CI</c>, with SQLite alone.</summary>
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
