using System.Globalization;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.ApiKeys;

public sealed class KeyInSourceTests
{
    /// <summary>Concatenated, so that no scanner of this repository takes it for a key.</summary>
    internal const string Secret = "sd2_live_" + "8fQ2mX7bR4tZ1kW9";

    private readonly Verifier _verifier = new(Descriptors.KeyInSourceId);

    [Theory]
    [InlineData("_ = new SeedanceClient([|\"KEY\"|]);")]
    [InlineData("_ = new SeedanceClient(options: new(), apiKey: [|\"KEY\"|]);")]
    [InlineData("_ = new SeedanceClientOptions { ApiKey = [|\"KEY\"|] };")]
    [InlineData("var key = [|\"KEY\"|]; _ = key;")]
    [InlineData("var key = [|\"\"\"KEY\"\"\"|]; _ = key;")]
    [InlineData("var key = [|\"KEY\"u8|]; _ = key.Length;")]
    [InlineData("Console.WriteLine([|\"KEY\"|]);")]
    [InlineData("string[] keys = [[|\"KEY\"|], .. args]; _ = keys;")]
    [InlineData("Console.WriteLine(\"Bearer \" + [|\"KEY\"|] + args[0]);")]
    [InlineData("Console.WriteLine(args[0] == [|\"KEY\"|]);")]
    [InlineData("Console.WriteLine([|\"sd2_\" + \"live_8fQ2mX7bR4tZ1kW9\"|]);")]
    [InlineData("const string Key = [|\"KEY\"|]; _ = new SeedanceClient([|Key|]);")]
    [InlineData("_ = new SeedanceClient([|\"8fQ2mX7bR4tZ1kW9\"|]);")]
    public Task A_key_in_source_is_found(string body) => _verifier.ReportsAsync(body.Replace("KEY", Secret, StringComparison.Ordinal));

    [Theory]
    [InlineData("_ = [|\"Bearer KEY\"|];")]
    [InlineData("_ = [|\"Authorization: Bearer KEY\"|];")]
    [InlineData("_ = [|\"{ \\\"apiKey\\\": \\\"KEY\\\" }\"|];")]
    [InlineData("_ = [|\"sd2_live_… KEY\"|];")]
    [InlineData("_ = new Uri([|\"https://a.test/KEY\"|]);")]
    [InlineData("_ = $\"[|KEY|]{args[0]}\";")]
    [InlineData("_ = $\"{args[0]}[| Bearer KEY |]{args[0]}\";")]
    [InlineData("_ = new SeedanceClient([|$\"KEY\"|]);")]
    [InlineData("_ = new SeedanceClient([|\"Bearer KEY\"|]);")]
    public Task A_key_inside_a_longer_text_is_found(string body) =>
        _verifier.ReportsAsync(body.Replace("KEY", Secret, StringComparison.Ordinal));

    [Fact]
    public Task A_key_of_letters_only_is_found_by_its_prefix() => _verifier.ReportsAsync("""
        _ = new SeedanceClient([|"sd2_live_qWmXvbRtTzKkwYpLsDfGhJnC"|]);
        _ = new SeedanceClient("qWmXvbRtTzKkwYpLsDfGhJnC");
        """);

    [Theory]
    [InlineData("sd2_live_")]
    [InlineData("sd2_live_…")]
    [InlineData("sd2_live_test")]
    [InlineData("sd2_live_your-key-goes-here")]
    [InlineData("sd2_live_xxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("sd2_live_0000000000000000000000")]
    [InlineData("sd2_live_<your key, 24 letters>")]
    [InlineData("sd2_live_12345678")]
    [InlineData("test")]
    [InlineData("")]
    public Task A_placeholder_of_a_key_is_silent(string placeholder) => _verifier.ReportsAsync($$"""
        _ = new SeedanceClient("{{placeholder}}");
        _ = new SeedanceClientOptions { ApiKey = "{{placeholder}}" };
        Console.WriteLine("{{placeholder}}");
        """);

    [Theory]
    [InlineData("_ = new SeedanceClient();")]
    [InlineData("_ = new SeedanceClient(args[0]);")]
    [InlineData("_ = new SeedanceClient(Environment.GetEnvironmentVariable(\"SEEDANCE_API_KEY\")!);")]
    [InlineData("Console.WriteLine(\"8fQ2mX7bR4tZ1kW9\");")]
    [InlineData("_ = new Uri(\"https://a.test/8fQ2mX7bR4tZ1kW9\");")]
    [InlineData("_ = new SeedanceClient(new SeedanceClientOptions());")]
    public Task A_text_that_is_not_a_key_of_this_service_is_silent(string body) => _verifier.ReportsAsync(body);

    [Fact]
    public async Task The_message_never_shows_the_key()
    {
        var found = await _verifier.SourceReportsAsync(Verifier.InMain($"_ = new SeedanceClient([|\"{Secret}\"|]);"));
        found.ShouldHaveSingleItem().ToString().ShouldNotContain(Secret[9..]);
        found[0].GetMessage(CultureInfo.InvariantCulture).ShouldContain("SEEDANCE_API_KEY");
    }
}
