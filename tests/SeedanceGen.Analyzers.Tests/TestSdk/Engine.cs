namespace Studio;

public readonly record struct Engine(string Value)
{
    public static Engine Swift1 { get; } = new("swift-1");
    public static Engine Swift2 { get; } = new("swift-2");
    public static Engine Retired { get; } = new("retired");
}
