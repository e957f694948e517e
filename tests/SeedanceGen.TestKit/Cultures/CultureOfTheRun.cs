using System.Globalization;

namespace SeedanceGen.TestKit.Cultures;

/// <summary>
/// A run in another culture would prove nothing if the tests did not run in that culture. A test project derives a class from this.
/// </summary>
public abstract class CultureOfTheRun
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
