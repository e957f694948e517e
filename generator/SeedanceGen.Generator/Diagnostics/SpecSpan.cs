namespace SeedanceGen.Generator.Diagnostics;

/// <summary>A place in a YAML file; lines and columns count from zero.</summary>
internal readonly record struct SpecSpan(int Start, int StartLine, int StartColumn, int End, int EndLine, int EndColumn);
