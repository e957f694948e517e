namespace SeedanceGen.Testing.Host.Control;

/// <summary>The fields that each kind of fault has, for forms. <see cref="ControlFault"/> reads them; a test compares the two.</summary>
internal static class ControlFaultKinds
{
    private static readonly ControlFaultField Status = new("status", "number", IsRequired: false, []);
    private static readonly ControlFaultField At = new("at", "text", IsRequired: false, [.. ControlNames.Points.Keys]);
    private static readonly ControlFaultField RetryAfter = new("retryAfterSeconds", "seconds", IsRequired: false, []);
    private static readonly ControlFaultField Processed = new("processed", "flag", IsRequired: false, []);

    private static readonly Dictionary<string, ControlFaultField[]> Fields = new(StringComparer.Ordinal)
    {
        ["connectionReset"] = [At],
        ["connectionClosed"] = [At],
        ["hang"] =
        [
            At with { Values = [.. ControlNames.Points.Where(point => point.Value != FaultPoint.AfterBody).Select(point => point.Key)] },
        ],
        ["slowBody"] = [new("seconds", "seconds", IsRequired: true, [])],
        ["status"] = [Status, RetryAfter, new("retryAfterAsDate", "flag", IsRequired: false, [])],
        ["htmlPage"] = [Status],
        ["errorEnvelope"] = [new("code", "text", IsRequired: false, []), new("message", "text", IsRequired: false, []), Status],
        ["rateLimited"] = [RetryAfter with { IsRequired = true }],
    };

    /// <summary>Every kind, in the order of the control API.</summary>
    public static IEnumerable<ControlFaultKind> All =>
        ControlFault.Names.Select(name => new ControlFaultKind(name, [.. Fields.GetValueOrDefault(name) ?? [], Processed]));
}
