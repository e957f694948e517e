using System.Globalization;

namespace SeedanceGen.Testing.Schema;

/// <summary>One response that the API description gives for an operation.</summary>
/// <param name="statusCode">The status code, a range such as <c>2XX</c>, or <c>default</c>.</param>
internal sealed class ResponseDescription(string statusCode)
{
    private const string Default = "default";

    private readonly int _code = int.TryParse(statusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : -1;
    private readonly int _hundreds = statusCode.EndsWith("XX", StringComparison.OrdinalIgnoreCase) ? statusCode[0] - '0' : -1;

    /// <summary>The status code, a range such as <c>2XX</c>, or <c>default</c>.</summary>
    public string StatusCode => statusCode;

    /// <summary>What the response means, with its page of the documentation in brackets.</summary>
    public string Description { get; init; } = "";

    /// <summary>The body that it has; null when the description has none.</summary>
    public BodyDescription? Body { get; init; }

    /// <summary>
    /// How exactly this response is meant for a status code: 3 by the code itself, 2 by its range, 1 by default, 0 not at all.
    /// </summary>
    public int Precision(int code) => code == _code ? 3 : code / 100 == _hundreds ? 2 : statusCode == Default ? 1 : 0;
}
