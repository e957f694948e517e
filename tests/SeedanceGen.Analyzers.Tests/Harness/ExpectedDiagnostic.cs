using Microsoft.CodeAnalysis.Text;

namespace SeedanceGen.Analyzers.Tests.Harness;

internal sealed record ExpectedDiagnostic(string Id, TextSpan Span);
