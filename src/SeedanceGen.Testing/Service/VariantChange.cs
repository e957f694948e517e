using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>One respect in which a newer service may differ, applied to each answer.</summary>
internal abstract class VariantChange
{
    public abstract void Apply(EditableResponse answer, OperationDescription operation);
}
