namespace SeedanceGen.Generator.Checking;

/// <summary>
/// What may stand where in an API description. A line is a kind of object with its keys; behind each key is the kind of its value:
/// <c>{}</c> is a mapping from names to values of that kind, <c>[]</c> is a list of them, and words between <c>|</c> are the only values.
/// </summary>
internal static class Grammar
{
    public const string Schema = "Schema";

    /// <summary>A schema that only validates: in it a property need not be described.</summary>
    public const string Rule = "Rule";

    /// <summary>The response to a status code.</summary>
    public const string Status = "Status";

    private const string Objects = """
        Root: openapi=text info=Info servers=Server[] paths=PathItem{} webhooks=PathItem{} components=Components
          security=Security[] tags=Tag[] externalDocs=Docs jsonSchemaDialect=text
        Info: title=text summary=text description=text termsOfService=text contact=Contact license=License version=text
        Contact: name=text url=text email=text
        License: name=text identifier=text url=text
        Server: url=text description=text variables=Variable{}
        Variable: enum=text[] default=text description=text
        Components: schemas=Schema{} responses=Response{} parameters=Parameter{} examples=Example{} requestBodies=RequestBody{}
          headers=Header{} securitySchemes=SecurityScheme{} links=Link{} callbacks=Callback{} pathItems=PathItem{}
        PathItem: $ref=ref summary=text description=text parameters=Parameter[] get=Operation put=Operation post=Operation
          delete=Operation options=Operation head=Operation patch=Operation trace=Operation
        Operation: tags=text[] summary=text description=text externalDocs=Docs operationId=text parameters=Parameter[]
          requestBody=RequestBody responses=Status{} callbacks=Callback{} deprecated=flag security=Security[]
        Parameter: name=text in=path|query|header|cookie description=text required=flag deprecated=flag allowEmptyValue=flag
          style=matrix|label|form|simple|spaceDelimited|pipeDelimited|deepObject explode=flag allowReserved=flag schema=Schema
          example=any examples=Example{} content=MediaType{}
        Header: description=text required=flag deprecated=flag allowEmptyValue=flag style=simple explode=flag schema=Schema
          example=any examples=Example{} content=MediaType{}
        RequestBody: description=text content=MediaType{} required=flag
        MediaType: schema=Schema example=any examples=Example{} encoding=Encoding{}
        Encoding: contentType=text headers=Header{} style=text explode=flag allowReserved=flag
        Response: description=text headers=Header{} content=MediaType{} links=Link{}
        Callback: *=PathItem
        Example: summary=text description=text value=any externalValue=text
        Link: operationRef=text operationId=text parameters=any requestBody=any description=text server=Server
        Tag: name=text description=text externalDocs=Docs
        Docs: url=text description=text
        SecurityScheme: type=apiKey|http|mutualTLS|oauth2|openIdConnect description=text name=text in=query|header|cookie
          scheme=text bearerFormat=text flows=any openIdConnectUrl=text
        Discriminator: propertyName=text mapping=text{}
        Pagination: cursor=text next=text items=text
        Schema: $ref=ref $id=text $schema=text $anchor=text $comment=text $defs=Schema{} definitions=Schema{} title=text
          description=text type=any format=text default=any example=any examples=any enum=any const=any nullable=flag
          deprecated=flag readOnly=flag writeOnly=flag multipleOf=number minimum=number maximum=number exclusiveMinimum=limit
          exclusiveMaximum=limit minLength=count maxLength=count pattern=text minItems=count maxItems=count uniqueItems=flag
          minContains=count maxContains=count minProperties=count maxProperties=count required=text[] properties=Schema{}
          patternProperties=Rule{} additionalProperties=Open items=Schema prefixItems=Rule[] contains=Rule propertyNames=Rule
          unevaluatedItems=Open unevaluatedProperties=Open allOf=Rule[] oneOf=Rule[] anyOf=Rule[] not=Rule if=Rule then=Rule
          else=Rule dependentRequired=any dependentSchemas=Rule{} contentEncoding=text contentMediaType=text
          discriminator=Discriminator externalDocs=Docs xml=any
        """;

    /// <summary>Our own marks: where each stands, and the kind of its value.</summary>
    private const string Marks = """
        Operation: x-charges-credits=flag x-pagination=Pagination x-job=submit|read|cancel|models
        Parameter: x-idempotency-key=flag
        Schema: x-enumNames=text[] x-unit=text x-terminal=text[] x-deprecated-values=any x-job=text
          x-file-extensions=text[] x-affects-price=flag
        """;

    /// <summary>What an object of a kind must have.</summary>
    private static readonly Dictionary<string, string[]> RequiredKeys = new(StringComparer.Ordinal)
    {
        ["Server"] = ["url"],
        ["Variable"] = ["default"],
        ["Parameter"] = ["name", "in"],
        ["Operation"] = ["operationId"],
        ["RequestBody"] = ["content"],
        ["SecurityScheme"] = ["type"],
        ["Discriminator"] = ["propertyName"],
        ["Pagination"] = ["cursor", "items"],
        ["Tag"] = ["name"],
        ["Docs"] = ["url"],
    };

    private static readonly Dictionary<string, Dictionary<string, string>> Kinds = Read(Objects);

    private static readonly Dictionary<string, Dictionary<string, string>> Extensions = Read(Marks);

    /// <summary>The keys of a kind with the kind of their values; null when it has no such keys.</summary>
    public static Dictionary<string, string>? Of(string kind) => Kinds.TryGetValue(Plain(kind), out var keys) ? keys : null;

    public static Dictionary<string, string> MarksOf(string kind) =>
        Extensions.TryGetValue(Plain(kind), out var marks) ? marks : [];

    public static IEnumerable<string> AllMarks => Extensions.Values.SelectMany(marks => marks.Keys);

    public static IReadOnlyList<string> RequiredOf(string kind) => RequiredKeys.TryGetValue(kind, out var keys) ? keys : [];

    /// <summary>An object of a kind, in a message.</summary>
    public static string Words(string kind, string name) => kind switch
    {
        "Operation" => $"the operation '{name}'",
        "Parameter" => "the parameter",
        "Server" => "the server",
        "Variable" => $"the variable '{name}' of the server",
        _ => $"'{name}'",
    };

    public static bool IsMethod(string key) => Kinds["PathItem"].TryGetValue(key, out var kind) && kind == "Operation";

    /// <summary>The kind that references know.</summary>
    public static string Plain(string kind) => kind switch
    {
        Rule => Schema,
        Status => "Response",
        _ => kind,
    };

    /// <summary>Reads a table. A line that begins with blanks continues the line before it.</summary>
    private static Dictionary<string, Dictionary<string, string>> Read(string table) => table.Replace("\n  ", " ").Split('\n')
        .Select(line => line.Split([": "], StringSplitOptions.None))
        .ToDictionary(parts => parts[0].Trim(), parts => Keys(parts[1]), StringComparer.Ordinal);

    private static Dictionary<string, string> Keys(string line) => line.Split([' '], StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
}
