namespace SeedanceGen.Generator.Model;

/// <summary>The whole API description, for code that imitates or checks the service.</summary>
/// <param name="Namespace">The namespace of the class that is to hold it.</param>
/// <param name="Json">The description as JSON.</param>
internal sealed record DescriptionModel(string Namespace, string Json);
