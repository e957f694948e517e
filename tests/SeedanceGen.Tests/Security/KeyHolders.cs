using System.Reflection;
using System.Text;

namespace SeedanceGen.Tests.Security;

/// <summary>Finds the members of the SDK's own objects in which a key is kept.</summary>
internal static class KeyHolders
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The fields below an object that hold the key; the property instead, where the compiler made the field.</summary>
    public static IEnumerable<MemberInfo> In(object root, string key)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { root };
        var open = new Stack<object>(seen);
        while (open.TryPop(out var holder))
        {
            foreach (var field in FieldsOf(holder.GetType()))
            {
                var value = field.GetValue(holder);
                if (Text(value)?.Contains(key, StringComparison.Ordinal) == true)
                    yield return Written(field);
                else if (value is not null && value.GetType().Assembly == root.GetType().Assembly && seen.Add(value))
                    open.Push(value);
                foreach (var item in (value as object[] ?? []).Where(item => item.GetType().Assembly == root.GetType().Assembly))
                {
                    if (seen.Add(item))
                        open.Push(item);
                }
            }
        }
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type? type) =>
        type is null ? [] : type.GetFields(Members).Concat(FieldsOf(type.BaseType));

    private static string? Text(object? value) => value as string ?? (value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null);

    private static MemberInfo Written(FieldInfo field) => field.Name.StartsWith('<')
        ? field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>')], Members) ?? (MemberInfo)field
        : field;
}
