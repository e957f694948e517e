namespace SeedanceGen.Generator.Model;

/// <summary>One value of the deciding property, with what it changes.</summary>
/// <param name="Value">The value as it is sent: <c>seedance-2.0-fast</c>.</param>
/// <param name="Member">Its name in C#, as the templates make it: <c>Seedance20Fast</c>.</param>
/// <param name="Overrides">The properties whose limits differ from the plain ones, by index.</param>
internal sealed record VariantModel(string Value, string Member, EquatableArray<OverrideModel> Overrides)
{
    public string BuilderName => Member + "RequestBuilder";
}
