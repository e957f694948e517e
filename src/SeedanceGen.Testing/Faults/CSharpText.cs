using System.Globalization;
using System.Text;

namespace SeedanceGen.Testing.Faults;

/// <summary>Writes values as C# expressions on one line.</summary>
internal static class CSharpText
{
    public static string Of(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                literal.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~')
                literal.Append(character);
            else
                literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
        }

        return literal.Append('"').ToString();
    }

    public static string Of(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"TimeSpan.FromSeconds({time.Ticks / TimeSpan.TicksPerSecond})")
        : string.Create(CultureInfo.InvariantCulture, $"TimeSpan.FromTicks({time.Ticks})");

    public static string Of(FaultPoint point) => $"{nameof(FaultPoint)}.{point}";

    public static string Of(MockOperation operation) =>
        operation == MockOperation.Submit ? $"{nameof(MockOperation)}.{nameof(MockOperation.Submit)}"
        : operation == MockOperation.Get ? $"{nameof(MockOperation)}.{nameof(MockOperation.Get)}"
        : operation == MockOperation.Cancel ? $"{nameof(MockOperation)}.{nameof(MockOperation.Cancel)}"
        : operation == MockOperation.ListModels ? $"{nameof(MockOperation)}.{nameof(MockOperation.ListModels)}"
        : operation == MockOperation.DownloadVideo ? $"{nameof(MockOperation)}.{nameof(MockOperation.DownloadVideo)}"
        : $"{nameof(MockOperation)}.{nameof(MockOperation.Named)}({Of(operation.Id)})";
}
