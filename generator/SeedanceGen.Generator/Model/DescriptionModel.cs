namespace SeedanceGen.Generator.Model;

/// <summary>The whole API description as JSON, and the namespace of the class that is to hold it.</summary>
internal sealed record ContractModel(string Namespace, string Json);
