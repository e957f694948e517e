using System.Globalization;

namespace SeedanceGen.Testing.Schema;

/// <summary>One answer that the API description gives for an operation.</summary>
/// <param name="StatusCode">The status code, a range such as <c>2XX</c>, or <c>default</c>.</param>
/// <param name="Description">What the answer means, with its page of the documentation in brackets.</param>
/// <param name="Content">The body that it has; null when none is described.</param>
internal sealed record ResponseDescription(string StatusCode, string Description, BodyDescription? Content)
{
    private const string Default = "default";

    private readonly int _code = int.TryParse(StatusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : -1;
    private readonly int _hundreds = StatusCode.EndsWith("XX", StringComparison.OrdinalIgnoreCase) ? StatusCode[0] - '0' : -1;

    /// <summary>How exactly this answer is meant for a status code: 3 by the code itself, 2 by its range, 1 by default, 0 not at all.</summary>
    public int Precision(int statusCode) => statusCode == _code ? 3 : statusCode / 100 == _hundreds ? 2 : StatusCode == Default ? 1 : 0;
}
