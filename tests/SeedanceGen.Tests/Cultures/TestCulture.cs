using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SeedanceGen.Tests.Cultures;

/// <summary>The culture that all tests of the process run in, when the environment names one.</summary>
internal static class TestCulture
{
    public const string Variable = "SEEDANCE_TEST_CULTURE";

    /// <summary>Null leaves the machine's own.</summary>
    public static string? Name => Environment.GetEnvironmentVariable(Variable);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Before the first test, and before the runner makes its threads.")]
    internal static void Set()
    {
        if (Name is not { Length: > 0 } name)
            return;

        var culture = CultureInfo.GetCultureInfo(name);
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }
}
