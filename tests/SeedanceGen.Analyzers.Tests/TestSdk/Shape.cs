namespace Studio;

public readonly record struct Shape
{
    private readonly string? _value;

    public Shape(string value) => _value = value;

    public static Shape P480 { get; } = new("480p");
    public static Shape P720 { get; } = new("720p");
    public static Shape P1080 { get; } = new("1080p");

    public string Value => _value ?? "";
}
