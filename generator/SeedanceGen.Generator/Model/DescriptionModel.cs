namespace SeedanceGen.Generator.Model;

/// <summary>The whole API description, for code that plays or checks the service.</summary>
/// <param name="Namespace">The namespace of the classes that are to hold it.</param>
/// <param name="Json">The description as JSON.</param>
/// <param name="Operations">Its operations, in its order.</param>
internal sealed record DescriptionModel(string Namespace, string Json, EquatableArray<OperationModel> Operations);

/// <summary>One operation, or one call that the service makes back.</summary>
/// <param name="Id">The <c>operationId</c>; without one, the method and the path.</param>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">The path with its parameters in braces; of a callback, the expression that gives its URL.</param>
/// <param name="Description">What the operation does.</param>
/// <param name="ChargesCredits">Whether it is marked <c>x-charges-credits: true</c>.</param>
/// <param name="RequiresKey">Whether it is called with an API key.</param>
/// <param name="Parameters">The parameters of the path item and of the operation.</param>
/// <param name="RequestBody">What is sent; null when no body is described.</param>
/// <param name="Responses">The responses by status code, in the order of the description.</param>
/// <param name="Callbacks">The calls that the service makes back because of it.</param>
internal sealed record OperationModel(
    string Id,
    string Method,
    string Path,
    string Description,
    bool ChargesCredits,
    bool RequiresKey,
    EquatableArray<ParameterModel> Parameters,
    BodyModel? RequestBody,
    EquatableArray<ResponseModel> Responses,
    EquatableArray<OperationModel> Callbacks);

/// <summary>A parameter in the path, the query, a header or a cookie.</summary>
internal sealed record ParameterModel(string Name, string Place, bool IsRequired, string? Schema);

/// <summary>A body with its media types.</summary>
internal sealed record BodyModel(bool IsRequired, EquatableArray<MediaTypeModel> Content);

/// <summary>A media type; <c>Schema</c> is a JSON pointer into the description, null when the body has no schema.</summary>
internal sealed record MediaTypeModel(string Name, string? Schema);

/// <summary>A response: its status code is a code, a range such as <c>2XX</c>, or <c>default</c>.</summary>
internal sealed record ResponseModel(string StatusCode, string Description, BodyModel? Body);
