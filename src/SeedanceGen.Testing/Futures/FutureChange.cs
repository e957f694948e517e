using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Futures;

/// <summary>One respect in which a newer service may differ, applied to each answer.</summary>
internal abstract class FutureChange
{
    public abstract void Apply(MockAnswer answer, OperationDescription operation);
}
