using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Downloads;
using SeedanceGen.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Api;

/// <summary>Calls an operation by its name and prints the response. Retries, limits and errors are those of the client.</summary>
internal static class OperationCall
{
    private static readonly MethodInfo SendAsType =
        typeof(OperationCall).GetMethod(nameof(SendAsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Ctrl+C does not cancel a charged call at once: only its response tells whether it was charged.</summary>
    public static Task SendAsync(CommandContext context, ServiceSession session, PreparedCall call, OutputFile? file, ApiReport report) =>
        call.Operation.ChargesCredits
            ? Submission.GuardAsync(context, token => SendAsync(context, session, call, file, report, token))
            : Interruption.GuardAsync(context, token => SendAsync(context, session, call, file, report, token));

    private static async Task<bool> SendAsync(
        CommandContext context, ServiceSession session, PreparedCall call, OutputFile? file, ApiReport report, CancellationToken token)
    {
        var api = session.Client.Api;
        if (call.Operation.SuccessBody is { IsFile: true })
        {
            await using var opened = await api.OpenAsync(call.Request, call.Options, token);
            report.Status = (int)opened.StatusCode;
            await WriteAsync(context, file!, opened.Content, report, token);
            return true;
        }

        var response = await SendAsync(context, api, call, token);
        report.Status = (int)response.StatusCode;
        if (file is not null)
        {
            using var bytes = new MemoryStream(response.Body.ToArray());
            try
            {
                await WriteAsync(context, file, bytes, report, token);
            }
            catch (ToolException)
            {
                // The response may have the id of a job that is paid for.
                Print(context, call.Operation, response, report);
                await RememberAsync(context, session, call, response);
                throw;
            }
        }
        else if (!response.Body.IsEmpty)
        {
            Print(context, call.Operation, response, report);
        }
        else
        {
            context.Output.Note($"{call.Operation.Id}: {(int)response.StatusCode}, no response to print.");
        }

        await RememberAsync(context, session, call, response);
        return true;
    }

    /// <summary>Adds a job that the call submitted to the history.</summary>
    private static async Task RememberAsync(CommandContext context, ServiceSession session, PreparedCall call, ApiResponse response)
    {
        if (response is ApiResponse<VideoGenerationAccepted> { Value: { } accepted } && call.Request.Body is { } body
            && JsonSerializer.Deserialize(body, SeedanceJsonContext.Default.VideoGenerationRequest) is { } request)
            await session.RememberAsync(context, new GenerationJob(session.Client, accepted, request), request);
    }

    private static Task<ApiResponse> SendAsync(CommandContext context, SeedanceApi api, PreparedCall call, CancellationToken token)
    {
        if (call.Operation.SuccessBody is not { } body)
            return api.SendForResponseAsync(call.Request, call.Options, token);
        if (!body.IsJson)
            return SendAsAsync<string>(api, call, type: null, token);

        var type = SdkTypes.Find(context.Description.Api, body) ?? ApiReportJson.Readable.JsonElement;
        return (Task<ApiResponse>)SendAsType.MakeGenericMethod(type.Type).Invoke(obj: null, [api, call, type, token])!;
    }

    private static async Task<ApiResponse> SendAsAsync<T>(
        SeedanceApi api, PreparedCall call, JsonTypeInfo<T>? type, CancellationToken token) =>
        await api.SendWithResponseAsync(call.Request, type, call.Options, token);

    private static void Print(CommandContext context, OperationDescription operation, ApiResponse response, ApiReport report)
    {
        report.Response = operation.SuccessBody is not { IsJson: false } && TryRead(response.Body) is { } json
            ? json
            : JsonSerializer.SerializeToElement(System.Text.Encoding.UTF8.GetString(response.Body.Span), ToolJson.Readable.String);
        context.Output.Text(report.Response is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : JsonSerializer.Serialize(report.Response.Value, ApiReportJson.Indented.JsonElement));
    }

    private static JsonElement? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(PrintableJson.Of(body.Span));
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The file has its name only when it is complete.</summary>
    private static async Task WriteAsync(CommandContext context, OutputFile file, Stream content, ApiReport report, CancellationToken token)
    {
        var part = PartialFile.NameFor(file.Target);
        try
        {
            await using (var target = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                await content.CopyToAsync(target, token);
                report.Bytes = target.Length;
            }

            File.Move(part, file.Target, overwrite: true);
            report.File = file.Target;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new ToolException(
                ExitCode.FileNotWritten, $"The response could not be written to {file.Name}: {broken.Message}", broken);
        }
        finally
        {
            PartialFile.Delete(part);
        }

        context.Output.Result(file.Name);
    }
}
