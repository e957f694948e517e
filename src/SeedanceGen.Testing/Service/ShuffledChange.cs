using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>The reverse order, because it is as far from the usual one as an order can be, and the same every time.</summary>
internal sealed class ShuffledChange : VariantChange
{
    public override void Apply(EditableResponse answer, OperationDescription operation)
    {
        foreach (var item in JsonObjects.In(answer.Body).ToArray())
        {
            var members = item.Reverse().ToArray();
            item.Clear();
            foreach (var (name, value) in members)
                item[name] = value;
        }
    }
}
