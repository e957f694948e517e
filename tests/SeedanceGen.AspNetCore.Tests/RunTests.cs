using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SeedanceGen.TestKit.Cultures;
using SeedanceGen.TestKit.Proxy;

[assembly: CurrentTest]

namespace SeedanceGen.AspNetCore.Tests;

/// <summary>What the environment asks of a run of these tests: another culture, or a proxy between client and service.</summary>
public sealed class RunTests : CultureOfTheRun
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Before the first test, and before the runner makes its threads.")]
    internal static void Begin()
    {
        TestCulture.Apply();
        ProxiedRun.Begin();
    }
}
