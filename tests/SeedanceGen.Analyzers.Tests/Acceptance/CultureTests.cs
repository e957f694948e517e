using System.Globalization;
using SeedanceGen.Analyzers.CodeFixes.Acceptance;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Acceptance;

public sealed class CultureTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fi-FI")]
    public async Task Diagnostic_message_and_fix_are_the_same_in_every_culture(string name)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
        try
        {
            await new Verifier(Descriptors.ConstantNotAcceptedId).ReportsAsync(
                """Clip.Swift1("ISTANBUL").WithPrice([|-1234.56m|]).WithWeight([|1.5|]).WithTone([|"COLD"|]);""",
                "price is -1234.56, but swift-1 accepts 0.5 to 99.5 and a multiple of 0.1",
                "weight is 1.5, but swift-1 accepts a number above 0, up to 1",
                "tone is \"COLD\", but swift-1 accepts warm or cold");
            await new FixVerifier(Descriptors.ConstantNotAcceptedId, new ConstantNotAcceptedFix()).FixesAllAsync(
                """Clip.Swift1("river").WithPrice(-1234.56m).WithTone("COLD").WithSeed(-9);""",
                """Clip.Swift1("river").WithPrice(0.5m).WithTone("cold").WithSeed(0);""");
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }
}
