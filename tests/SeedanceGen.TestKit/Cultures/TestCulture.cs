using System.Globalization;

namespace SeedanceGen.TestKit.Cultures;

/// <summary>The culture that all tests of the process run in, when the environment names one.</summary>
public static class TestCulture
{
    public const string Variable = "SEEDANCE_TEST_CULTURE";

    /// <summary>Null leaves the machine's own culture.</summary>
    public static string? Name => Environment.GetEnvironmentVariable(Variable);

    /// <summary>
    /// Called by a module initializer of the test project: before the first test, and before the runner makes its threads.
    /// </summary>
    public static void Apply()
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
