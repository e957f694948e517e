using System.Globalization;

namespace SeedanceGen.Tests.Cultures;

/// <summary>A run of all tests in another culture would prove nothing if it were not that culture.</summary>
public sealed class TestCultureCheck
{
    [Fact]
    public async Task The_tests_run_in_the_culture_that_the_environment_names()
    {
        var expected = TestCulture.Name ?? CultureInfo.CurrentCulture.Name;

        CultureInfo.CurrentCulture.Name.ShouldBe(expected);
        (await Task.Run(() => CultureInfo.CurrentCulture.Name)).ShouldBe(expected);
        (await Task.Factory.StartNew(() => 1.5.ToString(CultureInfo.CurrentCulture), TaskCreationOptions.LongRunning))
            .ShouldBe(1.5.ToString(CultureInfo.GetCultureInfo(expected)));
    }
}
