namespace SeedanceGen.Generator.Model;

/// <summary>A value of an open enumeration and its static property.</summary>
internal sealed record ChoiceModel(string Value, string Member);
