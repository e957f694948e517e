using System.Text;
using System.Text.Json;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Tests.Schema;

public sealed class RepeatedNameTests
{
    public static TheoryData<string, string[]> Bodies => new()
    {
        { """{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}""", [] },
        { """{"a":1,"b":2,"a":3}""", ["/a"] },
        { """{"a":1,"\u0061":2}""", ["/a"] },
        { """{"b":{"x":{"c":1,"c":2}},"c":1}""", ["/b/x/c"] },
        { """{"list":[{"c":1},{"c":1,"d":2,"c":3}]}""", ["/list/1/c"] },
        { """{"aLongName1ofThese":1,"aLongName2ofThese":2,"aLongName1ofThese":3}""", ["/aLongName1ofThese"] },
        { """{"":1,"\u0000":2,"":3}""", ["/"] },
        { Many(200, last: 201), [] },
        { Many(200, last: 7), ["/n7"] },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_name_that_stands_twice_in_one_object_is_found_where_it_stands(string body, string[] pointers)
    {
        using var anything = JsonDocument.Parse("{}");

        var found = BodyValidator.Validate(Encoding.UTF8.GetBytes(body), new SchemaReader(anything.RootElement).Read(anything.RootElement));

        found.Select(violation => violation.Pointer).ShouldBe(pointers);
    }

    private static string Many(int count, int last) =>
        "{" + string.Concat(Enumerable.Range(0, count).Select(i => $"\"n{i}\":{i},")) + $"\"n{last}\":0}}";
}
