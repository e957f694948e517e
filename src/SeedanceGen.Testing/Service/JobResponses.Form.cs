using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

internal sealed partial class JobResponses
{
    /// <summary>One response about a job: its fields in the order of the description, and where the value of each comes from.</summary>
    private sealed class Form
    {
        private readonly ApiDescription _description;
        private readonly JobFields _fields;
        private readonly Field[] _all;
        private readonly int _statusCode;
        private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;

        public Form(ApiDescription description, JobFields fields, ResponseSampler sampler)
        {
            (_description, _fields, _statusCode) = (description, fields, fields.Response.Code);
            _headers = sampler.HeadersOf(fields.Response);
            var example = fields.Response.Body!.Preferred.Examples().FirstOrDefault().Value;
            _all = [.. fields.View.Names.Select(name => FieldOf(name, ApiDescription.Member(example, name)))];
        }

        /// <summary>Whether fields that are not required come only when the job has succeeded.</summary>
        public bool FillsWhenSucceeded { get; init; }

        public MockResponse Response(MockJob job, GenerationStatus status, Uri baseAddress) => new()
        {
            StatusCode = _statusCode,
            ContentType = MockResponse.JsonContentType,
            Body = Body(job, status, baseAddress),
            Headers = _headers,
            JobStatus = status,
        };

        public byte[] Body(MockJob job, GenerationStatus status, Uri baseAddress)
        {
            var body = new ArrayBufferWriter<byte>();
            using var request = JsonDocument.Parse(job.Body);
            using (var writer = new Utf8JsonWriter(body))
            {
                writer.WriteStartObject();
                foreach (var field in _all)
                    Write(field, job, status, request.RootElement, baseAddress, writer);
                writer.WriteEndObject();
            }

            return body.WrittenSpan.ToArray();
        }

        private void Write(
            Field field, MockJob job, GenerationStatus status, JsonElement request, Uri baseAddress, Utf8JsonWriter writer)
        {
            var succeeded = status == GenerationStatus.Succeeded;
            switch (field.Role)
            {
                case "success":
                    writer.WriteBoolean(field.Name, true);
                    return;
                case "id":
                    writer.WriteString(field.Name, job.RequestId);
                    return;
                case "status":
                    writer.WriteString(field.Name, status.Value);
                    return;
                case "credits":
                    writer.WriteNumber(field.Name, job.CreditsCharged);
                    return;
                case "error":
                    WriteError(field, job, status, writer);
                    return;
                case "output" or "link":
                    if (succeeded || (field.IsRequired && !field.TakesNull))
                        WriteLinked(field, job, baseAddress, writer);
                    else if (field.IsRequired)
                        writer.WriteNull(field.Name);
                    return;
            }

            // Defaults are not documented, so what was not asked for is not reported.
            if (field.IsRepeated && request.TryGetProperty(field.Name, out var asked))
            {
                writer.WritePropertyName(field.Name);
                asked.WriteTo(writer);
            }
            else if (field.IsRequired || (!_description.Jobs.IsAsked(field.Name) && (succeeded || !FillsWhenSucceeded)))
            {
                writer.WritePropertyName(field.Name);
                field.Sample.WriteTo(writer);
            }
        }

        private static void WriteError(Field field, MockJob job, GenerationStatus status, Utf8JsonWriter writer)
        {
            if (status == GenerationStatus.Failed && job.Failure is { } failure)
            {
                writer.WritePropertyName(field.Name);
                JsonSerializer.Serialize(writer, failure, SeedanceJsonContext.Default.ApiError);
            }
            else if (field.TakesNull)
            {
                writer.WriteNull(field.Name);
            }
            else if (field.IsRequired)
            {
                writer.WritePropertyName(field.Name);
                field.Sample.WriteTo(writer);
            }
        }

        /// <summary>Writes what the job made, with the link to its video.</summary>
        private static void WriteLinked(Field field, MockJob job, Uri baseAddress, Utf8JsonWriter writer)
        {
            var url = VideoEndpoint.UrlOf(job, baseAddress);
            writer.WritePropertyName(field.Name);
            if (field.Role == "link")
            {
                writer.WriteStringValue(url.OriginalString);
                return;
            }

            if (field.Sample.ValueKind != JsonValueKind.Array)
            {
                WriteLinked(field.Sample, field.Link, url, writer);
                return;
            }

            writer.WriteStartArray();
            foreach (var item in field.Sample.EnumerateArray())
                WriteLinked(item, field.Link, url, writer);
            writer.WriteEndArray();
        }

        private static void WriteLinked(JsonElement value, string? link, Uri url, Utf8JsonWriter writer)
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                writer.WriteStringValue(url.OriginalString);
                return;
            }

            if (value.ValueKind != JsonValueKind.Object)
            {
                value.WriteTo(writer);
                return;
            }

            writer.WriteStartObject();
            foreach (var member in value.EnumerateObject())
            {
                if (member.NameEquals(link))
                    writer.WriteString(member.Name, url.OriginalString);
                else
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        private Field FieldOf(string name, JsonElement shown)
        {
            var (sample, link) = Sample(name, shown);
            return new Field(name, _fields.RoleOf(name), IsRepeated(name), _fields.View.Required.Contains(name))
            {
                Sample = JsonSerializer.SerializeToElement(sample),
                Link = link,
                TakesNull = FitsAll(_fields.View.Property(name), null),
            };
        }

        /// <summary>A value for a field: what the documented response shows, together with what its schema has besides.</summary>
        private (JsonNode? Value, string? Link) Sample(string name, JsonElement shown)
        {
            var schemas = _fields.View.Property(name);
            var kind = new SampleKind(FillsOptional: true);
            var value = schemas.Count == 0 ? null : _description.Samples.Of(Joined(schemas), kind);
            if (shown.ValueKind != JsonValueKind.Undefined)
            {
                var example = JsonNode.Parse(shown.GetRawText());
                var joined = value is JsonObject filled && example is JsonObject members ? Over(filled, members) : example;
                if (FitsAll(schemas, joined))
                    value = joined;
            }

            return (value, _fields.RoleOf(name) == "output" ? LinkOf(schemas, value) : null);
        }

        /// <summary>The field of the output with the link; of a choice of outputs, that of the one which the sample is.</summary>
        private string? LinkOf(IReadOnlyList<JsonElement> schemas, JsonNode? value)
        {
            var view = SchemaView.Of(_description, schemas);
            if (view.Type == "array")
                return LinkOf(view.Items, value is JsonArray { Count: > 0 } items ? items[0] : null);
            if (_fields.LinkIn(view) is { } link)
                return link;

            return view.Choices.SelectMany(branches => branches)
                .Where(branch => _description.Samples.Fits(branch, value))
                .Select(branch => _fields.LinkIn(SchemaView.Of(_description, [branch])))
                .FirstOrDefault(found => found is not null);
        }

        private static JsonObject Over(JsonObject filled, JsonObject members)
        {
            foreach (var (name, value) in members)
                filled[name] = value?.DeepClone();
            return filled;
        }

        private bool FitsAll(IReadOnlyList<JsonElement> schemas, JsonNode? value) =>
            schemas.All(schema => _description.Samples.Fits(schema, value));

        private static JsonElement Joined(IReadOnlyList<JsonElement> schemas) => schemas.Count == 1
            ? schemas[0]
            : JsonSerializer.SerializeToElement(new JsonObject
            {
                ["allOf"] = new JsonArray([.. schemas.Select(schema => JsonNode.Parse(schema.GetRawText()))]),
            });

        /// <summary>Whether the response repeats what the request says: both have the name, for values of one type.</summary>
        private bool IsRepeated(string name)
        {
            var request = _description.Jobs.Request;
            return request.Has(name) && TypeOf(request) == TypeOf(_fields.View);

            string? TypeOf(SchemaView view) => SchemaView.Of(_description, view.Property(name)).Type;
        }

        /// <summary>One field of the response.</summary>
        private sealed record Field(string Name, string? Role, bool IsRepeated, bool IsRequired)
        {
            /// <summary>A value of the field, which many requests may read at once.</summary>
            public required JsonElement Sample { get; init; }

            /// <summary>The field of the sample that holds the link to the video.</summary>
            public required string? Link { get; init; }

            public required bool TakesNull { get; init; }
        }
    }
}
