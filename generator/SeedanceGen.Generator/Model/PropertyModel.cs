namespace SeedanceGen.Generator.Model;

/// <summary>One property of the request.</summary>
/// <param name="Field">Its name as it is sent.</param>
/// <param name="Name">Its name in C#, as NSwag makes it.</param>
/// <param name="Description">What the YAML says about it.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether every request has it.</param>
/// <param name="Unit">The unit of its numbers, from <c>x-unit</c>.</param>
/// <param name="Limits">What every variant accepts.</param>
internal sealed record PropertyModel(
    string Field, string Name, string Description, TypeModel Type, bool IsRequired, string? Unit, Limits Limits)
{
    /// <summary>Whether the YAML marks it as deprecated.</summary>
    public bool IsDeprecated { get; init; }
}
