using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Normal;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the class that holds the API description as JSON.</summary>
internal static class DescriptionEmitter
{
    public const string TypeName = "DescriptionJson";

    public static string Emit(DescriptionModel description)
    {
        var writer = new SourceWriter();
        writer.Header(description.Namespace);
        writer.Line("/// <summary>The whole API description, as JSON.</summary>");
        writer.Line(Literals.GeneratedCode);
        writer.Open($"internal static class {TypeName}");
        writer.Line("/// <summary>The text in UTF-8.</summary>");
        writer.Line("public static global::System.ReadOnlySpan<byte> Utf8 =>");
        writer.Continuation(Literals.LongText(description.Json, suffix: "u8") + ";");
        writer.Close();
        return writer.ToString();
    }
}

/// <summary>
/// Writes the table of the operations. It is made of four types that the project declares in the same namespace:
/// <c>OperationDescription</c>, <c>ParameterDescription</c>, <c>BodyDescription</c> and <c>ResponseDescription</c>; the generator's README
/// shows their shape.
/// </summary>
internal sealed class OperationTableEmitter(DescriptionModel description)
{
    public const string TypeName = "OperationTable";

    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "All", TypeName, "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    };

    private readonly SourceWriter _writer = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly string _space = "global::" + description.Namespace + ".";

    public string Emit()
    {
        var operations = description.Operations.Select(operation => (Name: NameOf(operation.Id), Operation: operation)).ToList();
        _writer.Header(description.Namespace);
        _writer.Line("/// <summary>The operations of the API description.</summary>");
        _writer.Line(Literals.GeneratedCode);
        _writer.Open($"internal static class {TypeName}");
        foreach (var (name, operation) in operations)
        {
            _writer.Line($"/// <summary><c>{Literals.CommentLine(operation.Method)} {Literals.CommentLine(operation.Path)}</c></summary>");
            Operation($"public static {_space}OperationDescription {name} {{ get; }} = new()", operation, ";");
            _writer.Line();
        }

        _writer.Line("/// <summary>Every operation, in the order of the API description.</summary>");
        _writer.Line($"public static global::System.Collections.Generic.IReadOnlyList<{_space}OperationDescription> All {{ get; }} =");
        _writer.Indented(() =>
        {
            _writer.Line("[");
            _writer.Indented(() => operations.ForEach(operation => _writer.Line(operation.Name + ",")));
            _writer.Line("];");
        });
        _writer.Close();
        return _writer.ToString();
    }

    /// <summary>
    /// The property of an operation: the words of its id; a name that is taken is told apart by a number.
    /// </summary>
    private string NameOf(string id)
    {
        var name = OperationNames.Of(id);
        var free = name;
        for (var number = 2; !_names.Add(free) || Taken.Contains(free); number++)
            free = name + Literals.Plain(number);
        return free;
    }

    private void Operation(string start, OperationModel operation, string end)
    {
        _writer.Open(start);
        _writer.Line($"Id = {Literals.Text(operation.Id)},");
        _writer.Line($"Method = {Literals.Text(operation.Method)},");
        _writer.Line($"PathTemplate = {Literals.Text(operation.Path)},");
        Text("Description = ", operation.Description);
        if (operation.ChargesCredits)
            _writer.Line("ChargesCredits = true,");
        if (operation.RequiresKey)
            _writer.Line("RequiresKey = true,");
        List("Parameters", operation.Parameters, parameter => _writer.Line(Parameter(parameter)));
        if (operation.RequestBody is { } body)
            Body("RequestBody", body);

        List("Responses", operation.Responses, Response);
        List("Callbacks", operation.Callbacks, callback => Operation("new()", callback, ","));
        _writer.Close("}" + end);
    }

    private void List<T>(string name, EquatableArray<T> items, Action<T> write)
        where T : IEquatable<T>
    {
        if (items.Count == 0)
            return;
        _writer.Line($"{name} =");
        _writer.Line("[");
        _writer.Indented(() =>
        {
            foreach (var item in items)
                write(item);
        });
        _writer.Line("],");
    }

    private void Text(string start, string text)
    {
        if (text.Length == 0)
            return;
        _writer.Line(start.TrimEnd());
        _writer.Continuation(Literals.LongText(text) + ",");
    }

    private static string Parameter(ParameterModel parameter) =>
        $"new({Literals.Text(parameter.Name)}, {Literals.Text(parameter.Place)}, "
        + $"isRequired: {Literals.Truth(parameter.IsRequired)}, {Pointer(parameter.Schema)}),";

    private void Response(ResponseModel response)
    {
        _writer.Open($"new({Literals.Text(response.StatusCode)})");
        Text("Description = ", response.Description);
        if (response.Body is { } body)
            Body("Body", body);
        _writer.Close("},");
    }

    private void Body(string name, BodyModel body)
    {
        _writer.Line($"{name} = new(");
        _writer.Indented(() =>
        {
            _writer.Line($"isRequired: {Literals.Truth(body.IsRequired)}{(body.Content.Count == 0 ? ")," : ",")}");
            for (var i = 0; i < body.Content.Count; i++)
            {
                var type = body.Content[i];
                _writer.Line($"({Literals.Text(type.Name)}, {Pointer(type.Schema)}){(i == body.Content.Count - 1 ? ")," : ",")}");
            }
        });
    }

    private static string Pointer(string? pointer) => pointer is null ? "null" : Literals.Text(pointer);
}
