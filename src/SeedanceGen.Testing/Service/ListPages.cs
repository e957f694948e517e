using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Plays a list that pages: two full pages, and a last one with a single item and without a cursor. A page has as many items as the request
/// asks for. The same request always gets the same page.
/// </summary>
internal sealed class ListPages(ApiDescription description, ResponseSampler sampler, ExchangeValidator validator)
{
    private const int FullPages = 2;

    /// <summary>The number of items in a full page when the request names none.</summary>
    private const int UsualSize = 2;
    private const int LargestSize = 100;

    /// <summary>The response of success to a request; of a list, the page that the request asks for.</summary>
    public MockResponse Read(OperationDescription operation, MockRequest request)
    {
        var response = sampler.Success(operation);
        if (operation.Pages is not { } pages
            || operation.Success?.Body?.Preferred is not { IsJson: true } type
            || JsonNode.Parse(response.Body.Span) is not JsonObject body)
        {
            return response;
        }

        var page = new PageView(description, SchemaView.Of(description, [type.SchemaNode]), pages, Cursor(operation, pages));
        var query = new RequestParameters(operation, request).Query;
        var number = 0;
        if (query[pages.Cursor].FirstOrDefault() is { } cursor && (number = page.NumberOf(cursor)) < 0)
        {
            var accepted = string.Join(" or ", Enumerable.Range(1, FullPages).Select(page.CursorOf));
            var unknown = new SchemaViolation(
                $"the query parameter {pages.Cursor}", "x-pagination", $"the cursor of a page ({accepted})", $"\"{cursor}\"");
            validator.Rejected(operation, request, unknown.ToString());
            return ErrorResponses.InvalidRequest(unknown.ToString());
        }

        var size = Math.Clamp(SizeOf(operation, query) ?? UsualSize, 1, LargestSize);
        return response with { Body = JsonSerializer.SerializeToUtf8Bytes((JsonNode)page.Fill(body, number, size, sampler.Kind)) };
    }

    private static ParameterDescription? Cursor(OperationDescription operation, PageDescription pages) =>
        operation.Parameters.FirstOrDefault(parameter => parameter.Place == "query" && parameter.Name == pages.Cursor);

    /// <summary>The value of the only query parameter that is a whole number; null when the request has none.</summary>
    private int? SizeOf(OperationDescription operation, ILookup<string, string> query)
    {
        var numbers = operation.Parameters
            .Where(parameter => parameter.Place == "query" && SchemaView.Of(description, [parameter.SchemaNode]).Type == "integer")
            .ToList();
        return numbers is [var limit]
            && int.TryParse(query[limit.Name].FirstOrDefault(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;
    }

    /// <summary>The pages of one list.</summary>
    private sealed class PageView(ApiDescription description, SchemaView body, PageDescription pages, ParameterDescription? parameter)
    {
        /// <summary>The cursor of a page by its number from 0: an accepted text that no other page has.</summary>
        public string CursorOf(int number)
        {
            IReadOnlyList<JsonElement> schemas = parameter?.SchemaNode is { ValueKind: JsonValueKind.Object } own
                ? [.. body.Property(pages.Next), own]
                : body.Property(pages.Next);
            var plain = string.Create(CultureInfo.InvariantCulture, $"page-{number + 1}");
            return description.Samples.Fits(schemas, plain)
                ? plain
                : description.Samples.Of(schemas, default, number)?.ToString() ?? plain;
        }

        /// <summary>The number of the page with a cursor; -1 when no page has it.</summary>
        public int NumberOf(string cursor) =>
            Enumerable.Range(1, FullPages).FirstOrDefault(number => CursorOf(number) == cursor, defaultValue: -1);

        /// <summary>Fills a body with the items of a page and with the cursor of the next one.</summary>
        public JsonObject Fill(JsonObject page, int number, int size, SampleKind kind)
        {
            var list = SchemaView.Of(description, body.Property(pages.Items));
            var isLast = number == FullPages;
            size = Math.Clamp(size, list.MinItems, list.MaxItems);
            var count = isLast ? Math.Max(1, list.MinItems) : size;
            var shown = page[pages.Items] as JsonArray ?? [];
            page[pages.Items] = new JsonArray([.. Enumerable.Range(number * size, count).Select(index => index < shown.Count
                ? shown[index]?.DeepClone()
                : description.Samples.Of(list.Items, kind, index))]);
            if (!isLast)
                page[pages.Next] = CursorOf(number + 1);
            else if (!body.Required.Contains(pages.Next))
                page.Remove(pages.Next);
            else
                page[pages.Next] = description.Samples.Fits(body.Property(pages.Next), null) ? null : "";
            return page;
        }
    }
}
