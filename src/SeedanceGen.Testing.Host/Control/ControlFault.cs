using SeedanceGen.Testing.Faults;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>Reads a fault and the requests that it applies to.</summary>
internal static class ControlFault
{
    private const int BadGateway = 502;
    private const int ServiceUnavailable = 503;
    private const int Success = 200;
    private const string Next = "next", Nth = "nth", EveryNth = "everyNth", Always = "always";

    private static readonly Dictionary<string, Func<ControlInput, MockFault>> Faults = new(StringComparer.Ordinal)
    {
        ["connectionReset"] = input => MockFault.ConnectionReset(input.OneOf("at", ControlNames.Points)),
        ["connectionClosed"] = input => MockFault.ConnectionClosed(input.OneOf("at", ControlNames.Points)),
        ["hang"] = Hang,
        ["truncatedBody"] = _ => MockFault.TruncatedBody(),
        ["slowBody"] = input => MockFault.SlowBody(input.RequiredSeconds("seconds", canBeZero: false)),
        ["status"] = Status,
        ["malformedJson"] = _ => MockFault.MalformedJson(),
        ["htmlPage"] = input => MockFault.HtmlPage(StatusCode(input) ?? BadGateway),
        ["errorEnvelope"] = input => MockFault.ErrorEnvelope(
            input.Text("code") is { Length: > 0 } code ? code : MockErrorCodes.Fault,
            input.Text("message") ?? "",
            StatusCode(input) ?? Success),
        ["noContent"] = _ => MockFault.NoContent(),
        ["proxyPage"] = _ => MockFault.ProxyPage(),
        ["captivePortal"] = _ => MockFault.CaptivePortal(),
        ["notFoundYet"] = _ => MockFault.NotFoundYet(),
        ["rateLimited"] = input => MockFault.RateLimited(input.RequiredSeconds("retryAfterSeconds")),
        ["insufficientBalance"] = _ => MockFault.InsufficientBalance(),
        ["moderatedPrompt"] = _ => MockFault.ModeratedPrompt(),
        ["expiredLink"] = _ => MockFault.ExpiredLink(),
    };

    public static IEnumerable<string> Names => Faults.Keys;

    /// <summary>Reads the fault itself, without the requests that it applies to.</summary>
    public static MockFault Read(ControlInput input)
    {
        var fault = input.RequiredOneOf("fault", Faults)(input);
        return input.Flag("processed") switch
        {
            true => fault.AfterProcessing(),
            false => fault.WithoutProcessing(),
            null => fault,
        };
    }

    public static ScriptedFault Script(ControlInput input, FaultRegistry registry)
    {
        var fault = Read(input);
        var matcher = new FaultMatcher(input.OneOf("operation", ControlNames.Operations)?.Id, input.Text("job"));
        var turn = Turn(input);
        input.End();
        return registry.Add(matcher, fault, turn);
    }

    private static FaultTurn Turn(ControlInput input)
    {
        (string Name, FaultTurn? Turn)[] turns =
        [
            (Next, Of(FaultTurnKind.Next, input.Count(Next, 1))),
            (Nth, Of(FaultTurnKind.Nth, input.Count(Nth, 1))),
            (EveryNth, Of(FaultTurnKind.EveryNth, input.Count(EveryNth, 1))),
            (Always, input.Flag(Always) == true ? FaultTurn.Of(FaultTurnKind.Always, 1) : null),
        ];
        var given = turns.Where(turn => turn.Turn is not null).ToList();
        return given.Count switch
        {
            0 => FaultTurn.Of(FaultTurnKind.Next, 1),
            1 => given[0].Turn!.Value,
            _ => throw input.Invalid(given[1].Name, $"only one of {Next}, {Nth}, {EveryNth}, {Always}", $"{given[0].Name} as well"),
        };
    }

    private static FaultTurn? Of(FaultTurnKind kind, int? count) => count is { } number ? FaultTurn.Of(kind, number) : null;

    private static MockFault Hang(ControlInput input)
    {
        var at = input.OneOf("at", ControlNames.Points);
        return at == FaultPoint.AfterBody
            ? throw input.Invalid("at", "a point before the end of the response; a hang after it has no effect")
            : MockFault.Hang(at);
    }

    private static MockFault Status(ControlInput input) =>
        MockFault.Status(
            StatusCode(input) ?? ServiceUnavailable, input.Seconds("retryAfterSeconds"), input.Flag("retryAfterAsDate") ?? false);

    private static int? StatusCode(ControlInput input) => input.Count("status", MockFault.LowestStatus, MockFault.HighestStatus);
}

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
