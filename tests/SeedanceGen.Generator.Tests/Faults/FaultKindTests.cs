using System.Globalization;
using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Faults;

/// <summary>
/// A fault of each kind gives one error at its line, wherever it stands: in the request, in a component that it refers to, in flow style,
/// in a response. A build then leaves the client as it was, because nothing is written when there is a fault.
/// </summary>
public sealed class FaultKindTests
{
    private const string Anchor = "        metadata:\n          type: object\n";
    private const string ResponseAnchor = "        error:\n          description: |-\n            Why a failed";
    private const string ComponentAnchor = "    ModelList:\n      type: object\n";

    private const string Header = "        - name: X-Probe\n          in: header\n          schema: { type: string }\n";
    private const string Query = "        - name: probe\n          in: query\n          schema: { type: string }\n";

    /// <summary>The lines of a property; the one that ends with <c> !</c> is at fault.</summary>
    public static TheoryData<string, string> Properties => new()
    {
        { "SDG2003", "type: integr !" },
        { "SDG2004", "$ref: '#/components/schemas/Nowhere' !" },
        { "SDG2003", "type: string\nenum: [a, b, a] !" },
        { "SDG2006", "type: string\nenum: [queued, Queued] !" },
        { "SDG2006", "type: string\nenum: ['10', '1.0'] !" },
        { "SDG2006", "type: string\nenum: ['?'] !" },
        { "SDG2006", "type: string\nenum: [a, value] !" },
        { "SDG2003", "type: string\nenum: [a, b]\nx-enumNames: [A] !" },
        { "SDG2003", "type: string\nenum: [a, 5] !" },
        { "SDG2003", "type: array\nminItems: one !\nitems: {}" },
        { "SDG2003", "type: string\nmaxLength: -1 !" },
        { "SDG2003", "type: number\nmultipleOf: 0 !" },
        { "SDG2003", "type: string\nnullable: perhaps !" },
        { "SDG2003", "type: object\nproperties: [] !" },
        { "SDG2008", "type: integer\nminimum: 5\nmaximum: 4 !" },
        { "SDG2009", "type: string\npattern: '(?<=a)b' !" },
        { "SDG2012", "type: integer\nmaxLength: 4 !" },
        { "SDG2016", "type: integer\nminimun: 4 !" },
        { "SDG2016", "type: integer\nx-units: seconds !" },
        { "SDG2017", "type: string\nformat: int64 !" },
        { "SDG2017", "type: boolean\nformat: date !" },
        { "SDG2017", "type: string\nformat: date-tme !" },
        { "SDG2001", "type: integer\ntype: integer !" },
        { "SDG2003", "type: integer\nx-unit: [seconds] !" },
        { "SDG2018", "type: integer\nx-unit: 5 !" },
        { "SDG2018", "type: string\nx-unit: seconds !" },
        { "SDG2003", "type: string\nx-file-extensions: .png !" },
        { "SDG2018", "type: integer\nx-file-extensions: [.png] !" },
        { "SDG2018", "type: string\nx-file-extensions: [png] !" },
        { "SDG2003", "type: string\nx-affects-price: much !" },
        { "SDG2018", "type: object\nproperties: { a: { type: string, x-affects-price: true } } !" },
        { "SDG2018", "type: string\nx-enumNames: [A] !" },
        { "SDG2018", "type: integer\nx-terminal: [4] !" },
        { "SDG2018", "type: string\nx-deprecated-values: [a] !" },
        { "SDG2018", "type: string\nenum: [a, b]\nx-deprecated-values: a !" },
        { "SDG2018", "type: string\nenum: [a, b]\nx-deprecated-values: { c: Gone. } !" },
        { "SDG2003", "type: string\nenum: [a, b]\nx-enumNames: A !" },
        { "SDG2003", "type: string\nenum: [a, b]\nx-terminal: [c] !" },
        { "SDG2018", "type: string\nx-job: statsu !" },
        { "SDG2018", "type: string\nx-job: id=probe !" },
        { "SDG2018", "type: object\nproperties: { a: { type: string } }\nx-job: 'id= ' !" },
        { "SDG2016", "type: string\nx-idempotency-key: true !" },
        { "SDG2016", "type: string\nx-charges-credits: true !" },
    };

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_fault_of_a_schema_is_one_error_at_its_line(string rule, string lines)
    {
        foreach (var (place, yaml) in Places(lines))
        {
            var expected = $"{rule} in line {LineOf(yaml)}";
            Found(yaml.Replace(" !", string.Empty, StringComparison.Ordinal)).ShouldBe([expected], $"{place}: {lines}");
        }
    }

    public static TheoryData<string, string, string> Edits => new()
    {
        { "SDG2001", "          minLength: 1\n          pattern: '\\S'\n", "\t\t  minLength: 1 !\n" },
        { "SDG2001", "\npaths:\n", "\npaths: [ !\n" },
        { "SDG2002", "      operationId: listModels\n      tags", "      tags" },
        { "SDG2006", "operationId: cancelVideoGeneration", "operationId: getVideoGeneration !" },
        { "SDG2006", "operationId: cancelVideoGeneration", "operationId: get.video-Generation !" },
        { "SDG2006", "operationId: cancelVideoGeneration", "operationId: '-' !" },
        { "SDG2007", "        - seedance-1.5-pro\n\n", "        - seedance-1.5-pro\n        - seedance-3\n\n" },
        { "SDG2016", "      x-charges-credits: true\n", "      x-charges-credit: true !\n" },
        { "SDG2016", "      operationId: listModels\n", "      operationId: listModels\n      sumary: A typing error. !\n" },
        { "SDG2004", "'#/components/schemas/ModelList'", "'#/components/schemas/ModelLst' !" },
        { "SDG2004", "'#/components/responses/Error'", "'#/components/schemas/ErrorEnvelope' !" },
        { "SDG2004", "  - apiKey: []", "  - apiKy: [] !" },
        { "SDG2003", "x-terminal: [succeeded, failed, cancelled]", "x-terminal: [succeded, failed, cancelled] !" },
        { "SDG2003", "        '200':\n          description: The models.", "        '20O': !\n          description: The models." },
        { "SDG2003", "      in: path\n", "      in: pth !\n" },
        { "SDG2003", "  - url: https://www.seedance2.ink\n", "  - url: www.seedance2.ink !\n" },
        { "SDG2002", "  - url: https://www.seedance2.ink\n", "  - url: https://{region}.seedance2.ink !\n" },
        { "SDG2002", "      parameters:\n        - $ref: '#/components/parameters/RequestId'\n", "" },
        { "SDG2010", "required: [success, data]", "required: [success, dta] !" },
        { "SDG2018", "      x-job: read\n", "" },
        { "SDG2003", "      x-job: read\n", "      x-job: raed !\n" },
        { "SDG2018", "      x-job: cancel\n", "      x-job: read !\n" },
        { "SDG2018", "          x-job: id\n", "" },
        { "SDG2018", "          x-job: credits\n", "          x-job: success !\n" },
        { "SDG2018", "          x-job: credits\n", "          x-job: link !\n" },
        { "SDG2018", "          x-job: model\n", "          x-job: id !\n" },
        { "SDG2018", "          x-job: credits\n", "          x-job: model !\n" },
        { "SDG2018", "x-job: id=requestId success=success\n", "x-job: id=requestID success=success !\n" },
        { "SDG2018", "x-job: id=requestId success=success\n", "x-job: id=requestId succes=success !\n" },
        {
            "SDG2018", "      x-job: read\n      parameters:\n",
            $"      x-job: read !\n      parameters:\n{Header}          required: true\n"
        },
        { "SDG2018", "      x-job: submit\n", $"      x-job: submit\n      parameters:\n{Query}          x-idempotency-key: true !\n" },
        {
            "SDG2018", "      x-job: submit\n",
            $"      x-job: submit\n      parameters:\n{Header}          x-idempotency-key: true\n"
                + $"{Header.Replace("X-Probe", "X-Again", StringComparison.Ordinal)}          x-idempotency-key: true !\n"
        },
        {
            "SDG2018", "      x-job: submit\n",
            $"      x-job: submit\n      parameters:\n{Header.Replace("string }", "string, maxLength: 8 } !", StringComparison.Ordinal)}"
                + "          x-idempotency-key: true\n"
        },
        { "SDG2003", "      x-charges-credits: true\n", "      x-charges-credits: 40 !\n" },
        { "SDG2018", "operationId: receiveFinalResult\n", "operationId: receiveFinalResult\n              x-charges-credits: true !\n" },
        { "SDG2018", "operationId: receiveFinalResult\n", "operationId: receiveFinalResult\n              x-job: read !\n" },
        { "SDG2003", "      x-job: models\n", "      x-job: models\n      x-pagination: cursor !\n" },
        { "SDG2002", "      x-job: models\n", "      x-job: models\n      x-pagination: { cursor: next } !\n" },
        { "SDG2016", "      x-job: models\n", "      x-job: models\n      x-pagination: { cursr: next, items: data } !\n" },
        { "SDG2018", "      x-job: models\n", "      x-job: models\n      x-pagination: { cursor: next, items: data } !\n" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_fault_of_the_rest_is_one_error(string rule, string old, string edited)
    {
        var index = RepositoryFiles.Spec.IndexOf(old, StringComparison.Ordinal);
        index.ShouldBeGreaterThan(0, old);
        var yaml = RepositoryFiles.Spec[..index] + edited + RepositoryFiles.Spec[(index + old.Length)..];

        var found = Found(yaml.Replace(" !", string.Empty, StringComparison.Ordinal));

        found.Count.ShouldBe(1, string.Join('\n', found));
        found[0].ShouldStartWith(rule);
        if (edited.Contains('!', StringComparison.Ordinal) && rule != "SDG2001")
            found[0].ShouldBe($"{rule} in line {LineOf(yaml)}");
    }

    [Fact]
    public void A_tab_is_one_error_at_its_line_wherever_it_indents()
    {
        var blocks = Places("type: string\nminLength: 1 !").Where(variant => !variant.Place.StartsWith("flow", StringComparison.Ordinal));
        foreach (var (place, yaml) in blocks)
        {
            var line = LineOf(yaml);
            var lines = yaml.Replace(" !", string.Empty, StringComparison.Ordinal).Split('\n');
            lines[line - 1] = "\t" + lines[line - 1].TrimStart();
            Found(string.Join('\n', lines)).ShouldBe([$"SDG2001 in line {line}"], place);
        }
    }

    [Fact]
    public void A_mark_of_the_price_may_stand_in_a_part_that_the_request_is_joined_from()
    {
        const string Parts = "      allOf:\n        - description: What a model accepts";
        var yaml = RepositoryFiles.Spec.Replace(
            Parts, Parts.Replace("allOf:\n", "allOf:\n        - properties:\n            probe: { type: string, x-affects-price: true }\n",
                StringComparison.Ordinal), StringComparison.Ordinal);

        yaml.ShouldNotBe(RepositoryFiles.Spec);
        Found(yaml).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_file_is_one_error() => Found(string.Empty).ShouldBe(["SDG2002 in line 1"]);

    [Theory]
    [InlineData("minimun: 4", "did you mean 'minimum'?")]
    [InlineData("type: integr", "did you mean 'integer'?")]
    [InlineData("allOf: [{ $ref: '#/components/schemas/Resolutoin' }]", "did you mean 'Resolution'?")]
    [InlineData("x-unti: seconds", "did you mean 'x-unit'?")]
    public void The_message_names_what_is_nearest(string line, string hint)
    {
        var yaml = RepositoryFiles.Spec.Replace(Anchor, $"        probe:\n          {line}\n{Anchor}", StringComparison.Ordinal);

        PreparedDescription.Of("a.yaml", yaml, [], CancellationToken.None).Problems.ShouldHaveSingleItem().Message.ShouldContain(hint);
    }

    private static List<(string Place, string Yaml)> Places(string lines)
    {
        var block = Block(lines, "          ");
        var plain = lines.Split('\n').Select(line => line.Replace(" !", string.Empty, StringComparison.Ordinal));
        var flow = "{ " + string.Join(", ", plain) + " } !";
        var component = $"    Holder:\n      type: object\n      description: A probe.\n      properties:\n        probe:\n{block}\n";
        return
        [
            ("the request", Insert(Anchor, $"        probe:\n{block}")),
            ("a component",
                Insert(Anchor, "        probe:\n          $ref: '#/components/schemas/Holder'\n", Insert(ComponentAnchor, component))),
            ("flow style", Insert(Anchor, $"        probe: {flow}\n")),
            ("a response", Insert(ResponseAnchor, $"        probe:\n{block}")),
            ("flow style in a response", Insert(ResponseAnchor, $"        probe: {flow}\n")),
            ("an operation", Insert("      responses:\n        '200':\n          description: The models.",
                $"      parameters:\n        - name: probe\n          in: query\n          schema:\n{Block(lines, "            ")}")),
        ];
    }

    private static string Block(string lines, string indent) => string.Concat(lines.Split('\n').Select(line => $"{indent}{line}\n"));

    private static string Insert(string anchor, string text, string? yaml = null)
    {
        yaml ??= RepositoryFiles.Spec;
        yaml.ShouldContain(anchor);
        var index = yaml.IndexOf(anchor, StringComparison.Ordinal);
        return yaml[..index] + text + yaml[index..];
    }

    private static int LineOf(string yaml) =>
        yaml[..yaml.IndexOf(" !", StringComparison.Ordinal)].Count(character => character == '\n') + 1;

    private static List<string> Found(string yaml)
    {
        var prepared = PreparedDescription.Of("a.yaml", yaml, [], CancellationToken.None);
        (prepared.Json is null).ShouldBe(prepared.Problems.Count > 0);
        return [.. prepared.Problems.Select(problem =>
            string.Create(CultureInfo.InvariantCulture, $"{problem.Rule} in line {problem.Span.StartLine + 1}"))];
    }
}
