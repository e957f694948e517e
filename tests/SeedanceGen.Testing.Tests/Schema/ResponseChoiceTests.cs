using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Tests.Schema;

public sealed class ResponseChoiceTests
{
    [Theory]
    [InlineData(200, "200")]
    [InlineData(204, "2XX")]
    [InlineData(299, "2XX")]
    [InlineData(404, "404")]
    [InlineData(500, "default")]
    [InlineData(0, "default")]
    public void The_response_is_that_of_the_code_then_of_its_range_then_the_default(int statusCode, string expected) =>
        Operation("default", "2xx", "404", "200").ResponseFor(statusCode)!.StatusCode.ShouldBe(expected, StringCompareShould.IgnoreCase);

    [Fact]
    public void A_code_may_have_no_response_without_a_default() => Operation("200", "404").ResponseFor(500).ShouldBeNull();

    private static OperationDescription Operation(params string[] statusCodes) => new()
    {
        Id = "any",
        Method = "GET",
        PathTemplate = "/",
        Node = default,
        Responses = [.. statusCodes.Select(code => new ResponseDescription(code))],
    };
}
